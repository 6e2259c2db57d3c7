"""WeChat Channels (视频号): a person uploads the video, because there is no public interface for it."""
