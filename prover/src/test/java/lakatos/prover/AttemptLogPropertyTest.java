package lakatos.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Objection;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Completion.Finish;
import lakatos.prover.model.Sampling;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class AttemptLogPropertyTest {
  /** Half surrogate pairs, line ends and all. */
  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.strings().all().ofMaxLength(40),
          Arbitraries.strings()
              .withChars('\n', '\r', '"', '\\', '\u0000', '\u2028', '∀', '\ud835'));

  private static final Arbitrary<Duration> TIME =
      Arbitraries.longs().greaterOrEqual(0).map(Duration::ofMillis);

  @Property(tries = 300)
  void read_whatWasAdded_isTheSame(@ForAll("attempts") @Size(max = 4) List<Attempt> attempts)
      throws IOException {
    Path file = Files.createTempFile("attempts", ".jsonl");
    try {
      try (AttemptLog log = new AttemptLog(file)) {
        attempts.forEach(log::add);
      }
      try (Stream<Attempt> read = AttemptLog.read(file, AttemptLogPropertyTest::fail)) {
        assertThat(read).containsExactlyElementsOf(attempts);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void fail(AttemptLog.Malformed malformed) {
    throw new AssertionError(malformed);
  }

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    return Builders.withBuilder(Fields::new)
        .use(TEXT.array(String[].class).ofSize(9))
        .inSetter((fields, texts) -> fields.texts = texts)
        .use(statements())
        .inSetter((fields, statement) -> fields.statement = statement)
        .use(samplings())
        .inSetter((fields, sampling) -> fields.sampling = sampling)
        .use(Arbitraries.longs())
        .inSetter((fields, number) -> fields.number = number)
        .use(TEXT.optional())
        .inSetter((fields, candidate) -> fields.candidate = candidate)
        .use(Combinators.combine(TEXT, TEXT).as(Objection::new).list().ofMaxSize(3))
        .inSetter((fields, reasons) -> fields.reasons = reasons)
        .use(messages().list().ofMaxSize(3))
        .inSetter((fields, messages) -> fields.messages = messages)
        .use(TIME.tuple2())
        .inSetter((fields, times) -> fields.times = List.of(times.get1(), times.get2()))
        .build(Fields::attempt)
        .list();
  }

  private static Arbitrary<Statement> statements() {
    return Combinators.combine(TEXT, TEXT, TEXT.map(text -> "theorem" + text)).as(Statement::new);
  }

  private static Arbitrary<Sampling> samplings() {
    Arbitrary<Double> share = Arbitraries.doubles().between(0.001, 1).ofScale(16);
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(1);
    return Combinators.combine(share, share, count, share, share, share, count, TEXT.list())
        .as(
            (temperature, topP, topK, minP, repetition, presence, most, stop) ->
                new Sampling(
                    temperature,
                    topP,
                    topK,
                    minP,
                    repetition,
                    -presence,
                    most,
                    stop.stream().filter(text -> !text.isEmpty()).toList()));
  }

  private static Arbitrary<Message> messages() {
    return Combinators.combine(
            Arbitraries.of(Message.Severity.class),
            Arbitraries.integers(),
            Arbitraries.integers(),
            TEXT,
            TEXT.list().ofMaxSize(2))
        .as(
            (severity, line, column, text, goals) ->
                new Message(severity, line, column, Optional.empty(), text, goals));
  }

  /** What an attempt is made of. */
  private static final class Fields {
    private String[] texts = {};
    private Statement statement = Statement.of("theorem t : True");
    private Sampling sampling = Sampling.DEFAULT;
    private long number;
    private Optional<String> candidate = Optional.empty();
    private List<Objection> reasons = List.of();
    private List<Message> messages = List.of();
    private List<Duration> times = List.of();

    Attempt attempt() {
      return new Attempt(
          texts[0],
          statement,
          texts[1],
          texts[2],
          texts[3],
          (int) number,
          number,
          sampling,
          texts[4],
          texts[5],
          number % 2 == 0 ? Finish.STOP : Finish.LENGTH,
          (int) (number >> 32),
          candidate,
          texts[6],
          reasons,
          messages,
          times.get(0),
          times.get(1),
          texts[7],
          number % 3 == 0,
          Instant.ofEpochSecond(number % 100_000_000_000L, Math.abs(number % 1_000_000_000L)));
    }
  }
}
