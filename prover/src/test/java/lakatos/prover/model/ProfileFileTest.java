package lakatos.prover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lakatos.leanbridge.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileFileTest {
  @TempDir private Path folder;

  @Test
  void read_extendingABuiltInProfile_changesOnlyWhatItSays() throws IOException {
    Profile goedel = Profile.named("goedel-prover-v2");
    Profile mine =
        Profile.read(
            file("extends: goedel-prover-v2\nheader: statement\nsampling: {temperature: 0.5}\n"));
    assertThat(mine)
        .isEqualTo(
            new Profile(
                "mine",
                goedel.kind(),
                goedel.mode(),
                goedel.lean(),
                Optional.empty(),
                goedel.system(),
                goedel.prompt(),
                goedel.sampling().withTemperature(0.5),
                goedel.extraction(),
                goedel.correction()));
  }

  @Test
  void read_aWholeProfile_needsNoOther() throws IOException {
    Profile mine =
        Profile.read(
            file(
                """
                kind: whole-proof
                mode: completion
                lean: 4.28
                header: statement
                prompt: "{statement} := by -- {x | x ∈ s}"
                sampling: {top-k: 40, min-p: 0.1, repetition-penalty: 1.1, stop: ["a", "b"]}
                extraction: raw-until-fence
                """));
    assertThat(mine.lean()).isEqualTo("4.28");
    assertThat(mine.sampling())
        .isEqualTo(
            Sampling.DEFAULT
                .withTopK(40)
                .withMinP(0.1)
                .withRepetitionPenalty(1.1)
                .withStop(List.of("a", "b")));
    assertThat(mine.prompt(Statement.of("theorem t : p"), Optional.empty()))
        .isEqualTo(new Prompt.Text("theorem t : p := by -- {x | x ∈ s}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extends: stp\\npromt: x"
            + "|:2: there is no key `promt`; the keys are correction, extends, extraction, header,"
            + " kind, lean, mode, prompt, sampling, system",
        "extends: stp\\nsampling:\\n  temprature: 1"
            + "|:3: there is no key `sampling.temprature`; the keys are max-tokens, min-p,"
            + " presence-penalty, repetition-penalty, stop, temperature, top-k, top-p",
        "extends: stp\\nsampling: {temperature: hot}|:2: `sampling.temperature` must be a number",
        "extends: stp\\nsampling: {top-k: 1.5}|:2: `sampling.top-k` must be a whole number",
        "extends: stp\\nsampling: {stop: end}|:2: `sampling.stop` must be a list of texts",
        "extends: stp\\nsampling: 1|:2: `sampling` must be keys and their values",
        "extends: stp\\nprompt: [a]|:2: `prompt` must be text",
        "extends: stp\\nkind: whole|: `kind` is `whole`, and can be whole-proof, step, statement",
        "extends: stp\\nextends: stp|:2: not YAML: Duplicate field 'extends'",
        "extends: stp\\nprompt: \"x|:2: not YAML: while scanning a quoted scalar",
        "extends: stp\\n---\\nextends: stp|:3: a profile is keys and their values",
        "- stp|:1: a profile is keys and their values",
        "''|:1: a profile is keys and their values",
        "kind: step|: the key `header` is missing",
        "extends: mine|: `extends`: there is no profile mine; built in are",
        "extends: stp\\nprompt: x|: `prompt` does not contain {statement}",
        "extends: bfs-prover\\nprompt: x|: `prompt` does not contain {goal}",
        "extends: stp\\nkind: step\\nprompt: '{goal}'"
            + "|: `extraction: tactic` belongs to `kind: step`, and to no other kind",
        "extends: stp\\nkind: statement\\nprompt: '{problem}'"
            + "|: `kind: statement` needs `extraction: last-lean-block`",
        "extends: stp\\nmode: chat|: `extraction: raw-until-fence` needs `mode: completion`",
        "extends: stp\\nprompt: '{anonymous}'|: `prompt` does not contain {statement}",
        "extends: bfs-prover\\nextraction: tactics"
            + "|: `extraction: tactics` belongs to `kind: whole-proof`",
        "extends: stp\\nsystem: x|: `system` needs `mode: chat`",
        "extends: stp\\nsampling: {top-p: 2}|: top-p must be above 0 and at most 1: 2.0",
        "extends: kimina-prover\\ncorrection: {prompt: x}"
            + "|: `correction.prompt` does not contain {errors}",
        "extends: kimina-prover\\ncorrection: {errors: 0}|: `correction.errors` must be positive: 0",
        "extends: deepseek-prover-v2\\ncorrection: {errors: 1}"
            + "|: the key `correction.style` is missing",
      })
  void read_aMistake_isOneSentenceAboutThePlace(String yaml, String message) throws IOException {
    Path file = file(yaml.replace("\\n", "\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.read(file))
        .withMessageStartingWith(file + message)
        .satisfies(e -> assertThat(e).message().doesNotContain("\n"));
  }

  @Test
  void read_noFile_isNamed() {
    Path file = folder.resolve("none.yaml");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.read(file))
        .withMessage("there is no profile " + file);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), yaml);
  }
}
