package lakatos.leanbridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drains a process's standard output and keeps what could be replies.
 *
 * <p>One thread reads, for as long as the stream lasts; another takes. What a candidate prints is
 * dropped as it comes, so it can neither fill memory nor block the pipe.
 */
final class ReplyPipe {
  private static final int LONGEST_LINE = 256 << 20;
  private static final int MOST_WAITING = 64;

  private final InputStream in;
  private final Toolchain.Protocol protocol;
  private final byte[] mark;
  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST_WAITING);

  /** Text that may be a reply, or the end of the stream and why. */
  record Item(@Nullable String text, String end) {}

  /**
   * Begins to read.
   *
   * @param mark what every reply contains in the protocol of lines
   */
  ReplyPipe(InputStream in, Toolchain.Protocol protocol, String mark, String name) {
    this.in = in;
    this.protocol = protocol;
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Forgets what came before; it belongs to nobody. */
  void clear() {
    items.removeIf(item -> item.text() != null);
  }

  /** Returns the next item, or null if none comes before {@code deadline}, in nanoseconds. */
  @Nullable Item next(long deadline) throws InterruptedException {
    return items.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void read() {
    try (in) {
      LineReader lines = new LineReader(in, LONGEST_LINE);
      if (protocol == Toolchain.Protocol.LINES) {
        readLines(lines);
      } else {
        readBlocks(lines);
      }
      end(
          lines.overflowed()
              ? "a line of output is longer than any reply"
              : "Lean's process ended");
    } catch (IOException e) {
      end("Lean's process ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end("interrupted");
    }
  }

  private void readLines(LineReader lines) throws IOException, InterruptedException {
    for (var line = lines.next(); line != null; line = lines.next()) {
      if (LineReader.contains(line.toByteArray(), mark)) {
        items.put(new Item(text(line), ""));
      }
    }
  }

  private void readBlocks(LineReader lines) throws IOException, InterruptedException {
    StringBuilder block = new StringBuilder();
    for (var line = lines.next(); line != null; line = lines.next()) {
      String text = text(line);
      if (block.length() + text.length() > LONGEST_LINE) {
        throw new IOException("a block of output is longer than any reply");
      } else if (!text.isBlank()) {
        block.append(text).append('\n');
      } else if (block.length() > 0) {
        items.put(new Item(block.toString(), ""));
        block.setLength(0);
      }
    }
    if (block.length() > 0) {
      items.put(new Item(block.toString(), ""));
    }
  }

  private static String text(ByteArrayOutputStream line) {
    return line.toString(StandardCharsets.UTF_8);
  }

  private void end(String why) {
    while (!items.offer(new Item(null, why))) {
      items.poll();
    }
  }
}
