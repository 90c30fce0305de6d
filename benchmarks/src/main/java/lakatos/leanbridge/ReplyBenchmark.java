package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find a reply in 5 MB of a worker's output, without Lean: one reply of that size,
 * or a short one behind as much that a candidate printed.
 *
 * <p>The naive way reads lines as text and parses each. To run it:
 *
 * <pre>{@code java -cp benchmarks/target/benchmarks.jar org.openjdk.jmh.Main ReplyBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReplyBenchmark {
  private static final String TOKEN = "2f8a0c6e5b7d49131x";
  private static final int BYTES = 5 << 20;

  /** What the 5 MB are. */
  @Param({"reply", "flood"})
  private String output = "";

  private byte[] bytes = new byte[0];

  /** Makes the output. */
  @Setup
  public void make() {
    StringBuilder text = new StringBuilder();
    ObjectNode reply = Json.object().put("token", TOKEN).put("id", 1).put("verdict", "proved");
    if (output.equals("reply")) {
      ArrayNode declarations = reply.putArray("declarations");
      for (int i = 0; i < BYTES / 60; i++) {
        declarations.addObject().put("kind", "app").put("function", i).put("argument", i / 2);
      }
    } else {
      String forged = reply.deepCopy().put("token", "guess").toString();
      while (text.length() < BYTES) {
        text.append(forged).append('\n');
      }
    }
    bytes = text.append(reply).append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link LeanWorker} does it: lines as bytes, and only those with the token are text. */
  @Benchmark
  public JsonNode bridge() throws IOException, InterruptedException {
    ReplyPipe pipe =
        new ReplyPipe(
            new ByteArrayInputStream(bytes), Toolchain.Protocol.LINES, TOKEN, "benchmark-replies");
    ReplyPipe.Item item = pipe.next(System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
    if (item == null || item.text() == null) {
      throw new IOException("no reply");
    }
    return Json.MAPPER.readTree(item.text());
  }

  /** The baseline: every line is text and is parsed. */
  @Benchmark
  public JsonNode naive() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode reply = Json.MAPPER.readTree(line);
        if (reply.path("token").asText().equals(TOKEN)) {
          return reply;
        }
      }
    }
    throw new IOException("no reply");
  }
}
