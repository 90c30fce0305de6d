package lakatos.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that calls a server, told what to do over a pipe: a line of JSON asks, and a
 * line of JSON answers. Not thread-safe.
 */
final class ServiceClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final PrintStream requests;
  private final BufferedReader replies;

  /**
   * What is asked for: checks over one stream, or jobs.
   *
   * @param problems of all jobs together; 0 if it is checks
   */
  record Order(List<Check> checks, int problems, int clients) {}

  /** What came of checks. */
  record Checked(double seconds, List<String> faults) {}

  /**
   * What came of jobs.
   *
   * @param decidedOnce problems with exactly one verdict, and the right one
   * @param getP50 median time of a Get, in milliseconds
   */
  record Load(
      double seconds,
      int decidedOnce,
      long gets,
      double getP50,
      double getP99,
      List<String> faults) {}

  ServiceClient(int port) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                ServiceClient.class.getName(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  Checked check(List<Check> checks) throws IOException {
    return JSON.readValue(answer(new Order(checks, 0, 0)), Checked.class);
  }

  Load load(int problems, int clients) throws IOException {
    return JSON.readValue(answer(new Order(List.of(), problems, clients)), Load.class);
  }

  private String answer(Order order) throws IOException {
    requests.println(JSON.writeValueAsString(order));
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException("the client process ended");
    }
    return reply;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The process. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ServiceCalls calls = new ServiceCalls(port)) {
      for (@Nullable String line = orders.readLine(); line != null; line = orders.readLine()) {
        Order order = JSON.readValue(line, new TypeReference<>() {});
        Object answer =
            order.problems() == 0
                ? calls.check(order.checks())
                : new ServiceLoad(port, order.problems(), order.clients()).run();
        out.println(JSON.writeValueAsString(answer));
      }
    }
  }
}
