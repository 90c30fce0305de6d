package lakatos.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** All that is logged while it is open, by us and by libraries. */
final class CapturedLog implements AutoCloseable {
  private static final java.util.logging.Logger JAVAS = java.util.logging.Logger.getLogger("");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final java.util.logging.Level javasBefore = JAVAS.getLevel();

  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getLevel() + " " + entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private CapturedLog(Level level, java.util.logging.Level javas) {
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    root.setLevel(level);
    JAVAS.addHandler(handler);
    JAVAS.setLevel(javas);
  }

  /** Captures what a server logs that nobody has told to say more. */
  static CapturedLog usual() {
    return new CapturedLog(Level.INFO, java.util.logging.Level.INFO);
  }

  /** Captures what a server logs that was told to say as much as it can. */
  static CapturedLog everything() {
    return new CapturedLog(Level.TRACE, java.util.logging.Level.ALL);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    JAVAS.removeHandler(handler);
    JAVAS.setLevel(javasBefore);
    root.detachAppender(appender);
    root.setLevel(before);
  }
}
