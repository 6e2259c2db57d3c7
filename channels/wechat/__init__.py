"""WeChat official account (公众号): drafts, 发布 and 群发."""
