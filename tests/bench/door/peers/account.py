"""The account that every door of the bench answers for; the peers run elsewhere and import nothing but this."""

TOKEN = "benchToken1234567890"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP_ID = "wx1234567890abcdef"
ACCOUNT = "gh_0123456789ab"
REPLY = "周一至周五上午 9 点到下午 5 点。"
