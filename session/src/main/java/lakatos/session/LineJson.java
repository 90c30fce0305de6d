package lakatos.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** The journal's lines as JSON. Unknown and missing fields are errors: a journal is kept whole. */
final class LineJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(Entry.class, Kinds.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new WriteInstant())
                  .addDeserializer(Instant.class, new ReadInstant()))
          .build();

  private LineJson() {}

  /** What each kind of entry is called on disk. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Created.class, name = "created"),
    @JsonSubTypes.Type(value = Entry.Locked.class, name = "locked"),
    @JsonSubTypes.Type(value = Entry.Unlocked.class, name = "unlocked"),
    @JsonSubTypes.Type(value = Entry.LemmaAdded.class, name = "lemma"),
    @JsonSubTypes.Type(value = Entry.Sketched.class, name = "sketched"),
    @JsonSubTypes.Type(value = Entry.ProofBegun.class, name = "begun"),
    @JsonSubTypes.Type(value = Entry.ProofEnded.class, name = "ended"),
    @JsonSubTypes.Type(value = Entry.Proved.class, name = "proved"),
    @JsonSubTypes.Type(value = Entry.Refuted.class, name = "refuted"),
    @JsonSubTypes.Type(value = Entry.Checked.class, name = "checked"),
    @JsonSubTypes.Type(value = Entry.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = Entry.Undone.class, name = "undone"),
    @JsonSubTypes.Type(value = Entry.Branched.class, name = "branched"),
    @JsonSubTypes.Type(value = Entry.Switched.class, name = "switched")
  })
  private interface Kinds {}

  static String write(Line line) {
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry cannot be written: " + line, e);
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static Line read(String json) {
    try {
      Line line = MAPPER.readValue(json, Line.class);
      if (line == null) {
        throw new IllegalArgumentException("it is null");
      }
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e.getOriginalMessage().lines().findFirst().orElse("not JSON"), e);
    }
  }

  private static final class WriteInstant extends StdSerializer<Instant> {
    private WriteInstant() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class ReadInstant extends StdDeserializer<Instant> {
    private ReadInstant() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw context.weirdStringException(text, Instant.class, "not a time: " + text);
      }
    }
  }
}
