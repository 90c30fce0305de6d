package lakatos.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lakatos.service.KnownCaller.Credential;

/**
 * The file of those who may call a server: {@code {"callers": [...]}}, names, roles and hashes of
 * tokens. Servers that use it notice changes by themselves.
 *
 * <p>Each change reads the file, and moves a new one into its place, which only its owner may read.
 * One change at a time, also of other processes.
 */
public final class CallersFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public CallersFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  Path file() {
    return file;
  }

  /**
   * Returns the callers, in the order in which they were added.
   *
   * @throws ServiceException if there is no such file, or something else in it
   */
  public List<KnownCaller> read() {
    try {
      return parse(JSON.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw bad("there is no file " + file + " of callers; lakatos token add makes one", e);
    } catch (JsonProcessingException e) {
      // without what it shows of the file, which may be any file
      throw bad(file + " is no file of callers: not JSON", e);
    } catch (IllegalArgumentException e) {
      throw bad(file + " is no file of callers: " + e.getMessage(), e);
    } catch (IOException e) {
      throw bad("cannot read the callers in " + file + " (" + e + ")", e);
    }
  }

  private static ServiceException bad(String text, Throwable cause) {
    return new ServiceException(ServiceException.Reason.BAD_FILE, text, cause);
  }

  private static List<KnownCaller> parse(JsonNode json) {
    if (!json.path("callers").isArray() || json.size() != 1) {
      throw new IllegalArgumentException("it is not {\"callers\": [...]}");
    }
    List<KnownCaller> callers = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (JsonNode element : json.path("callers")) {
      KnownCaller caller = KnownCaller.of(element);
      if (!seen.add(caller.name()) || !seen.add(caller.credential())) {
        throw new IllegalArgumentException(caller.name() + " is there twice");
      }
      callers.add(caller);
    }
    return List.copyOf(callers);
  }

  /**
   * Adds a caller, in a new file if there is none.
   *
   * @return its token, which is kept nowhere
   * @throws ServiceException if it has no name for a caller, there is one of that name, or the file
   *     cannot be changed
   */
  public String addToken(String name, Role role, Optional<Instant> expires) {
    String token = Token.draw(random);
    add(name, role, new Credential.Token(Token.hash(token)), expires);
    return token;
  }

  /**
   * Adds a caller that shows a client certificate, in a new file if there is none.
   *
   * @throws ServiceException if it has no name for a caller, there is one of that name or with that
   *     certificate, or the file cannot be changed
   */
  public void addCertificate(String commonName, String name, Role role, Optional<Instant> expires) {
    add(name, role, certificate(commonName), expires);
  }

  private static Credential certificate(String commonName) {
    try {
      return new Credential.Certificate(commonName);
    } catch (IllegalArgumentException e) {
      throw badName(e);
    }
  }

  private static ServiceException badName(IllegalArgumentException e) {
    return new ServiceException(
        ServiceException.Reason.BAD_NAME, String.valueOf(e.getMessage()), e);
  }

  private void add(String name, Role role, Credential credential, Optional<Instant> expires) {
    KnownCaller added;
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      added = new KnownCaller(name, role, credential, now, expires);
    } catch (IllegalArgumentException e) {
      throw badName(e);
    }
    change(
        callers -> {
          for (KnownCaller caller : callers) {
            if (caller.name().equals(name) || caller.credential().equals(credential)) {
              throw new ServiceException(
                  ServiceException.Reason.KNOWN_CALLER,
                  file + " has a caller " + caller.name() + " already; revoke it first");
            }
          }
          callers.add(added);
        });
  }

  /**
   * Forgets a caller; servers refuse what it shows from now on.
   *
   * @throws ServiceException if there is no such caller, or the file cannot be changed
   */
  public void revoke(String name) {
    if (!Files.exists(file)) {
      read(); // says what is wrong
    }
    change(
        callers -> {
          if (!callers.removeIf(caller -> caller.name().equals(name))) {
            throw new ServiceException(
                ServiceException.Reason.UNKNOWN_CALLER, file + " has no caller " + name);
          }
        });
  }

  /** What is done to the callers. */
  private interface Change {
    void apply(List<KnownCaller> callers);
  }

  /** The file beside is also the lock: whoever made it is the one who changes the callers. */
  private void change(Change change) {
    try {
      Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (place.getParent() != null) {
        Files.createDirectories(place.getParent());
      }
      Path beside = place.resolveSibling("." + place.getFileName() + ".new");
      OwnersFile.create(beside);
      try {
        List<KnownCaller> callers = new ArrayList<>(Files.exists(place) ? read() : List.of());
        change.apply(callers);
        OwnersFile.write(beside, text(callers));
        OwnersFile.move(beside, place);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (FileAlreadyExistsException e) {
      throw bad("somebody else is changing " + file + "; if nobody is, delete " + e.getFile(), e);
    } catch (IOException e) {
      throw bad("cannot write the callers to " + file + " (" + e + ")", e);
    }
  }

  private static String text(List<KnownCaller> callers) {
    ObjectNode object = JSON.createObjectNode();
    ArrayNode array = object.putArray("callers");
    callers.forEach(caller -> array.add(caller.json()));
    return object.toPrettyString() + "\n";
  }
}
