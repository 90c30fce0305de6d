package lakatos.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lakatos.leanbridge.Limits;
import lakatos.leanbridge.Toolchain;

/**
 * A Lean process without a bridge: request lines are piped into it, many at once, and its replies
 * are counted. Not thread-safe.
 */
final class PipedWorker implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String TOKEN = "piped";

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader replies;
  private long asked;

  PipedWorker(Toolchain toolchain) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(toolchain.command())
            .directory(toolchain.folder().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(toolchain.environment());
    process = builder.start();
    requests = process.getOutputStream();
    replies =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
    requests.write(("{\"token\":\"" + TOKEN + "\"}\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Pipes the same requests in as the bridge would send, and waits for the last reply.
   *
   * @return the seconds that it took
   */
  double seconds(List<Check> checks) throws IOException {
    StringBuilder lines = new StringBuilder();
    checks.forEach(check -> lines.append(request(check)).append('\n'));
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    Stopwatch watch = new Stopwatch();
    Thread writer = new Thread(() -> write(bytes), "piped-requests"); // a pipe holds 64 KiB
    writer.start();
    int answered = 0;
    while (answered < checks.size()) {
      String reply = replies.readLine();
      if (reply == null) {
        throw new IOException("Lean's process ended");
      }
      answered += reply.contains(TOKEN) ? 1 : 0;
    }
    return watch.seconds();
  }

  long pid() {
    return process.pid();
  }

  private void write(byte[] bytes) {
    try {
      requests.write(bytes);
      requests.flush();
    } catch (IOException e) {
      process.destroyForcibly(); // the reader then meets the end of the replies
    }
  }

  private String request(Check check) {
    ObjectNode request = MAPPER.createObjectNode();
    request
        .putObject("verify")
        .put("header", check.statement().header())
        .put("preamble", check.statement().preamble())
        .put("statement", check.statement().text())
        .put("candidate", check.candidate())
        .put("declarations", false);
    return request
        .put("maxHeartbeats", Limits.DEFAULT.heartbeats())
        .put("maxRecDepth", Limits.DEFAULT.recursion())
        .put("id", ++asked)
        .put("timeoutMs", Limits.DEFAULT.wall().toMillis())
        .toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
