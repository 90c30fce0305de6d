package lakatos.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A caller as a file knows it.
 *
 * @param name no two callers of a file have the same
 * @param credential what shows that it is the one
 * @param expires from when on it is not let in; empty for never
 */
public record KnownCaller(
    String name, Role role, Credential credential, Instant created, Optional<Instant> expires) {

  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._@+-]{1,100}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> FIELDS =
      Set.of("name", "role", "sha256", "certificate", "created", "expires");

  /** What a caller shows. */
  public sealed interface Credential {
    /** A token of which only the SHA-256 is known, in hexadecimal digits. */
    record Token(String sha256) implements Credential {
      public Token {
        require(SHA256.matcher(sha256).matches(), "a SHA-256 has 64 hexadecimal digits");
      }
    }

    /** A client certificate with this common name, from the server's authority. */
    record Certificate(String commonName) implements Credential {
      public Certificate {
        require(
            !commonName.isBlank() && commonName.chars().noneMatch(Character::isISOControl),
            "a certificate's common name is not blank, and without control characters");
      }
    }
  }

  public KnownCaller {
    require(
        NAME.matcher(name).matches(),
        "not a name for a caller: "
            + name
            + " (up to 100 letters, digits and any of . _ @ + - are one)");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Returns whether it is not let in any more. */
  public boolean isExpired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }

  Caller caller() {
    return new Caller(name, role);
  }

  ObjectNode json() {
    ObjectNode object =
        JsonNodeFactory.instance.objectNode().put("name", name).put("role", role.word());
    if (credential instanceof Credential.Token token) {
      object.put("sha256", token.sha256());
    } else if (credential instanceof Credential.Certificate certificate) {
      object.put("certificate", certificate.commonName());
    }
    object.put("created", created.toString());
    expires.ifPresent(instant -> object.put("expires", instant.toString()));
    return object;
  }

  /**
   * Reads what {@link #json} writes.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static KnownCaller of(JsonNode json) {
    require(json.isObject(), "a caller is a JSON object");
    json.fieldNames()
        .forEachRemaining(field -> require(FIELDS.contains(field), "unknown field " + field));
    return new KnownCaller(
        text(json, "name"),
        Role.of(text(json, "role")),
        credential(json),
        instant(json, "created"),
        json.has("expires") ? Optional.of(instant(json, "expires")) : Optional.empty());
  }

  private static Credential credential(JsonNode json) {
    require(
        json.has("sha256") != json.has("certificate"),
        "a caller has either a sha256 or a certificate");
    return json.has("sha256")
        ? new Credential.Token(text(json, "sha256"))
        : new Credential.Certificate(text(json, "certificate"));
  }

  private static String text(JsonNode json, String field) {
    require(json.path(field).isTextual(), "the field " + field + " is missing or not a text");
    return json.path(field).asText();
  }

  private static Instant instant(JsonNode json, String field) {
    try {
      return Instant.parse(text(json, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "the field " + field + " is not a time such as 2030-01-31T12:00:00Z", e);
    }
  }
}
