package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import lakatos.service.CallersFile;
import lakatos.service.KnownCaller;
import lakatos.service.KnownCaller.Credential;
import lakatos.service.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos token}. */
@Command(
    name = "token",
    description = "Says who may call a server, and what they may do there.",
    mixinStandardHelpOptions = true,
    subcommands = {TokenCommand.Add.class, TokenCommand.Show.class, TokenCommand.Revoke.class},
    footer = {
      "",
      "Examples:",
      "  lakatos token add alice --role submit --expires 30d > alice.token",
      "  lakatos token add ci --role submit --certificate ci.example.org",
      "  lakatos token list",
      "  lakatos token revoke alice",
      "",
      "Roles: read looks at jobs and models, submit has things proved as well, admin",
      "sees and changes everybody's jobs. A server notices changes by itself."
    })
final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What the commands have in common. */
  static final class Common {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The file of callers; default: callers.json in LAKATOS_HOME.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Answer with JSON, an object a line.")
    private boolean json;

    private CallersFile callers() {
      Path named = file;
      return new CallersFile(
          named == null ? Home.folder().resolve("callers.json") : named, InstantSource.system());
    }

    /** An object for machines on standard output, or a sentence for people on standard error. */
    private void tell(CommandSpec spec, ObjectNode object, String sentence) {
      if (json) {
        spec.commandLine().getOut().println(object);
        spec.commandLine().getOut().flush();
      } else {
        spec.commandLine().getErr().println("lakatos: " + sentence);
      }
    }
  }

  /** {@code lakatos token add}. */
  @Command(
      name = "add",
      description = {
        "Lets somebody call servers that use the file, and prints the token that they show.",
        "It is kept nowhere: who loses it needs another."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  lakatos token add alice --role submit --expires 30d > alice.token",
        "  lakatos token add ci --role submit --certificate ci.example.org"
      })
  static final class Add implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Common common;

    @Parameters(paramLabel = "NAME", description = "Who it is; owns the jobs that it submits.")
    private String name = "";

    @Option(names = "--role", required = true, description = "Which of read, submit and admin.")
    private Role role = Role.READ;

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description = "For how long, such as 12h or 30d; default: until it is revoked.")
    private @Nullable Duration lifetime;

    @Option(
        names = "--certificate",
        paramLabel = "CN",
        description = "The common name of a client certificate that is shown instead of a token.")
    private @Nullable String certificate;

    @Override
    public Integer call() {
      Optional<Instant> expires =
          Optional.ofNullable(lifetime)
              .map(time -> Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS));
      ObjectNode object = Json.object().put("name", name).put("role", role.word());
      expires.ifPresent(instant -> object.put("expires", instant.toString()));
      String until = expires.map(instant -> " until " + instant).orElse("");
      String shown = certificate;
      if (shown != null) {
        common.callers().addCertificate(shown, name, role, expires);
        object.put("certificate", shown);
        until += " with its certificate";
      } else {
        String token = common.callers().addToken(name, role, expires);
        object.put("token", token);
        printAlone(token);
        until += "; the token is kept nowhere else";
      }
      common.tell(spec, object, name + " may " + role.word() + until);
      return 0;
    }

    private void printAlone(String token) {
      if (!common.json) {
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
      }
    }
  }

  /** {@code lakatos token list}. */
  @Command(
      name = "list",
      description = "Prints who may call, until when, and what they may do. No tokens.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: lakatos token list --file /etc/lakatos/callers.json"})
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Common common;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Instant now = Instant.now();
      for (KnownCaller caller : common.callers().read()) {
        out.println(common.json ? json(caller, now) : text(caller, now));
      }
      out.flush();
      return 0;
    }

    private static String text(KnownCaller caller, Instant now) {
      String until =
          caller
              .expires()
              .map(end -> (caller.isExpired(now) ? "expired " : "until ") + end)
              .orElse("no end");
      return "%-20s %-7s %s  added %s  %s"
          .formatted(
              caller.name(),
              caller.role().word(),
              certificate(caller).map(cn -> "certificate " + cn).orElse("token"),
              caller.created(),
              until);
    }

    private static ObjectNode json(KnownCaller caller, Instant now) {
      ObjectNode object =
          Json.object()
              .put("name", caller.name())
              .put("role", caller.role().word())
              .put("created", caller.created().toString())
              .put("expired", caller.isExpired(now));
      caller.expires().ifPresent(end -> object.put("expires", end.toString()));
      certificate(caller).ifPresent(commonName -> object.put("certificate", commonName));
      return object;
    }

    private static Optional<String> certificate(KnownCaller caller) {
      return caller.credential() instanceof Credential.Certificate certificate
          ? Optional.of(certificate.commonName())
          : Optional.empty();
    }
  }

  /** {@code lakatos token revoke}. */
  @Command(
      name = "revoke",
      description = "Lets somebody call no more; servers refuse the token from then on.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: lakatos token revoke alice"})
  static final class Revoke implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private Common common;

    @Parameters(paramLabel = "NAME", description = "Who it is.")
    private String name = "";

    @Override
    public Integer call() {
      common.callers().revoke(name);
      common.tell(spec, Json.object().put("revoked", name), name + " may not call any more");
      return 0;
    }
  }
}
