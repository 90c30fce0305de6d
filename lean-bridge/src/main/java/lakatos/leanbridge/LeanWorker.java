package lakatos.leanbridge;

import static lakatos.leanbridge.LeanException.Reason.DIED;
import static lakatos.leanbridge.LeanException.Reason.REFUSED;
import static lakatos.leanbridge.LeanException.Reason.TIMED_OUT;
import static lakatos.leanbridge.LeanException.Reason.UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.environment.EnvironmentUtils;
import org.apache.commons.exec.launcher.CommandLauncherFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Lean REPL process that answers one request at a time.
 *
 * <p>Not thread-safe, but for {@link #close}: a worker belongs to the thread that took it from the
 * pool. It owns its process and the two threads that read from it; closing ends all three.
 */
final class LeanWorker implements AutoCloseable {

  /*
   * A candidate can print on standard output behind Lean's back. So a reply counts only if it carries
   * the token that went out with the first line, which no candidate ever sees, and the number of the
   * request. Lean ends a request at its limit by itself. If no reply has come when the grace is over
   * too, the process is killed.
   */

  /** How long after its limit a request may still answer. */
  static final Duration GRACE = Duration.ofMillis(1_600);

  /** Shorter pauses say nothing: compilers of Lean's own code still run in them. */
  private static final Duration SHORTEST_REST = Duration.ofSeconds(2);

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long PAGE_BYTES = 4_096;

  /** Candidates can read their process's environment: what Lean and Node need, and no secrets. */
  private static final Pattern INHERITED =
      Pattern.compile("PATH|HOME|USER|TMPDIR|LANG|LC_.*|LD_LIBRARY_PATH|(LEAN|LAKE|ELAN)_.*");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Toolchain toolchain;
  private final String token = new BigInteger(128, RANDOM).toString(Character.MAX_RADIX);
  private final Process process;
  private final OutputStream requests;
  private final ReplyPipe replies;
  private final ErrorTail errors;
  private final Instant born = Instant.now();
  private final ToolchainId id;
  private final long baseline;
  private long served;
  private Instant idleSince = Instant.now();
  private Duration cpuWhenIdle = Duration.ZERO;

  /**
   * Starts a process and waits until it answers.
   *
   * @throws LeanException {@code UNAVAILABLE} if it does not
   */
  LeanWorker(Toolchain toolchain) {
    this.toolchain = toolchain;
    this.process = launch(toolchain);
    this.requests = process.getOutputStream();
    String name = "lean-" + process.pid();
    this.replies =
        new ReplyPipe(process.getInputStream(), toolchain.protocol(), token, name + "-replies");
    this.errors = new ErrorTail(process.getErrorStream(), name + "-errors");
    try {
      this.id = identify();
      this.baseline = residentBytes();
    } catch (LeanException e) {
      close();
      throw new LeanException(UNAVAILABLE, "Lean does not start (" + e.getMessage() + ")", e);
    }
  }

  private static Process launch(Toolchain toolchain) {
    CommandLine command = new CommandLine(toolchain.command().get(0));
    toolchain.command().stream().skip(1).forEach(word -> command.addArgument(word, false));
    try {
      Map<String, String> environment = new HashMap<>(EnvironmentUtils.getProcEnvironment());
      environment.keySet().removeIf(name -> !INHERITED.matcher(name).matches());
      environment.putAll(toolchain.environment());
      return CommandLauncherFactory.createVMLauncher()
          .exec(command, environment, toolchain.folder());
    } catch (IOException e) {
      throw new LeanException(
          UNAVAILABLE, "cannot start " + command.getExecutable() + ": " + e.getMessage(), e);
    }
  }

  private ToolchainId identify() {
    if (toolchain.protocol() == Toolchain.Protocol.LINES) {
      write(Json.object().put("token", token) + "\n", START_LIMIT);
      return ToolchainId.of(ask(Json.object().put("version", true), START_LIMIT));
    }
    ObjectNode question = Json.object().put("cmd", "#eval Lean.versionString");
    return ToolchainId.plain(Json.messages(ask(question, START_LIMIT)));
  }

  /** What this Lean says of itself. */
  ToolchainId id() {
    return id;
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @param limit how long Lean may work on it
   * @throws LeanException {@code TIMED_OUT} or {@code DIED}, and the worker is dead; or {@code
   *     REFUSED} if the REPL says that the request is at fault
   */
  JsonNode ask(ObjectNode request, Duration limit) {
    served++;
    request.put("id", served).put("timeoutMs", limit.toMillis());
    replies.clear();
    long deadline = System.nanoTime() + limit.plus(GRACE).toNanos();
    write(request + (toolchain.protocol() == Toolchain.Protocol.LINES ? "\n" : "\n\n"), limit);
    while (true) {
      JsonNode reply = parse(next(deadline, limit));
      if (reply == null || !isMine(reply)) {
        continue;
      }
      if (reply.path("refused").asBoolean()) {
        throw new LeanException(REFUSED, reply.path("message").asText());
      }
      return reply;
    }
  }

  private String next(long deadline, Duration limit) {
    ReplyPipe.Item item;
    try {
      item = replies.next(deadline);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new LeanException(LeanException.Reason.CLOSED, "interrupted while Lean was at work", e);
    }
    if (item == null) {
      close();
      throw new LeanException(TIMED_OUT, "no reply within " + limit);
    }
    if (item.text() == null) {
      close();
      throw new LeanException(DIED, item.end() + errors.lastWords());
    }
    return item.text();
  }

  private static @Nullable JsonNode parse(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return null; // printed by a candidate
    }
  }

  private boolean isMine(JsonNode reply) {
    if (toolchain.protocol() == Toolchain.Protocol.BLOCKS) {
      return reply.isObject();
    }
    return reply.path("token").asText().equals(token) && reply.path("id").asLong() == served;
  }

  /** A process that does not read holds up the writer; so it is killed when the time is over. */
  private void write(String text, Duration limit) {
    CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    CompletableFuture<?> unused =
        written
            .orTimeout(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (nothing, late) -> {
                  if (late != null) {
                    close();
                  }
                });
    try {
      requests.write(text.getBytes(StandardCharsets.UTF_8));
      requests.flush();
    } catch (IOException e) {
      close();
      if (written.isCompletedExceptionally()) {
        throw new LeanException(TIMED_OUT, "request not read within " + limit, e);
      }
      throw new LeanException(DIED, "Lean's process ended" + errors.lastWords(), e);
    } finally {
      written.complete(null);
    }
  }

  /** Notes that nothing is asked of the worker from now on. */
  void rest() {
    idleSince = Instant.now();
    cpuWhenIdle = cpu();
  }

  /** Whether something a candidate left behind has been computing while nothing was asked. */
  boolean restless() {
    Duration idle = Duration.between(idleSince, Instant.now());
    Duration used = cpu().minus(cpuWhenIdle);
    return idle.compareTo(SHORTEST_REST) > 0 && used.multipliedBy(2).compareTo(idle) > 0;
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  long served() {
    return served;
  }

  Duration age() {
    return Duration.between(born, Instant.now());
  }

  /** Memory taken since the worker was ready, in bytes; 0 where the system does not tell. */
  long residue() {
    return Math.max(0, residentBytes() - baseline);
  }

  /**
   * Resident memory of the process and its children, in bytes; 0 where the system does not tell.
   */
  long residentBytes() {
    long total = residentBytes(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      total += residentBytes(child.pid());
    }
    return total;
  }

  private static long residentBytes(long pid) {
    try {
      String[] fields = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", -1);
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Kills the process and its children and waits until they are gone. Any thread may do it. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly); // lake starts lean
    process.destroyForcibly();
    process.onExit().join();
  }
}
