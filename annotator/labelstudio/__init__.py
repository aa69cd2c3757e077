"""The border to Label Studio; nothing else imports its SDK."""
