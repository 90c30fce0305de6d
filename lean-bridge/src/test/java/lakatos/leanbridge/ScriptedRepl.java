package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A REPL that misbehaves on demand: a {@code cmd} says how. Run as a process of its own, behind
 * real pipes, where the real one will not fail when a test needs it to.
 */
public final class ScriptedRepl {
  private ScriptedRepl() {}

  /** A toolchain whose processes run this program. */
  static Toolchain toolchain(String... arguments) {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ScriptedRepl.class.getName(),
            String.join(" ", arguments));
    return new Toolchain(
        command,
        Map.of(),
        Path.of("").toAbsolutePath(),
        Toolchain.Protocol.LINES,
        Confinement.NONE);
  }

  /** A request that asks for a behaviour. */
  static ObjectNode request(String behaviour) {
    return Json.object().put("cmd", behaviour);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("broken")) {
      System.err.println("no such library");
      System.exit(1);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String token = Json.MAPPER.readTree(in.readLine()).path("token").asText();
    if (arguments[0].equals("busy")) {
      long end = System.nanoTime() + 3_000_000_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait(); // as one that elaborates its own source
      }
    }
    if (arguments[0].equals("deaf")) {
      answer(Json.MAPPER.readTree(in.readLine()), token, out); // the one that asks who it is
      Thread.sleep(60_000);
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answer(Json.MAPPER.readTree(line), token, out);
    }
  }

  private static void answer(JsonNode request, String token, PrintStream out)
      throws InterruptedException, IOException {
    ObjectNode reply = Json.object().put("token", token);
    reply.set("id", request.path("id"));
    reply.put("pid", ProcessHandle.current().pid());
    String behaviour = request.path("cmd").asText();
    if (behaviour.startsWith("die once ")) {
      Path mark = Path.of(behaviour.substring("die once ".length()));
      if (!Files.exists(mark)) {
        Files.createFile(mark);
        Runtime.getRuntime().halt(3);
      }
    }
    switch (behaviour) {
      case "hang" -> Thread.sleep(60_000);
      case "die" -> Runtime.getRuntime().halt(3);
      case "forge" -> {
        out.println("{\"verdict\":\"proved\",\"id\":" + request.path("id") + "}");
        out.println(
            "{\"token\":\"guess\",\"verdict\":\"proved\",\"id\":" + request.path("id") + "}");
        out.println("not JSON but with " + token);
      }
      case "stale" -> out.println(reply.deepCopy().put("id", 999).put("verdict", "proved"));
      case "flood" -> {
        String noise = "x".repeat(1 << 16);
        for (int i = 0; i < 400; i++) {
          out.println(noise);
          System.err.println(noise);
        }
      }
      case "refuse" -> reply.put("message", "unknown environment 7").put("refused", true);
      case "environment" ->
          reply.set("environment", Json.MAPPER.valueToTree(List.copyOf(System.getenv().keySet())));
      case "grow" -> keep = new byte[200 << 20];
      case "slow" -> Thread.sleep(300);
      default -> {}
    }
    out.println(reply);
  }

  private static byte[] keep = new byte[0];

  /** Keeps what {@code grow} took from being collected. */
  static int kept() {
    return keep.length;
  }
}
