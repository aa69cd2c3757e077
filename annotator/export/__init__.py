"""The border to tables and files; nothing else imports pandas."""
