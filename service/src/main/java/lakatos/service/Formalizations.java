package lakatos.service;

import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Formalized;
import lakatos.leanbridge.Statement;
import lakatos.v1.Candidate;
import lakatos.v1.Effort;
import lakatos.v1.Finding;
import lakatos.v1.FindingKind;
import lakatos.v1.FindingWeight;
import lakatos.v1.Formalization;
import lakatos.v1.Origin;
import lakatos.v1.Result;
import lakatos.v1.Stage;
import lakatos.v1.StageKind;
import lakatos.v1.Verdict;

/** Statements that were made of words, as they go over the wire. */
final class Formalizations {
  private Formalizations() {}

  /** What came of a problem in words. */
  static Result result(Formalized result, String toolchain) {
    return Result.newBuilder()
        .setId(result.problem().id())
        .setVerdict(verdict(result))
        .setToolchain(toolchain)
        .setFormalization(
            Formalization.newBuilder()
                .addAllCandidates(result.candidates().stream().map(Formalizations::wire).toList())
                .addAllReasons(result.reasons())
                .addAllStages(result.stages().stream().map(Formalizations::wire).toList()))
        .setEffort(
            Effort.newBuilder()
                .setAttempts(drafts(result.stages()))
                .setTokens(result.tokens())
                .setWall(Wire.wire(result.wall())))
        .build();
  }

  private static Verdict verdict(Formalized result) {
    return result
        .best()
        .map(best -> best.isSound() ? Verdict.VERDICT_FORMALIZED : Verdict.VERDICT_DOUBTFUL)
        .orElse(Verdict.VERDICT_OPEN);
  }

  private static int drafts(List<lakatos.autoformalizer.Stage> stages) {
    return (int)
        stages.stream()
            .map(Formalizations::kind)
            .filter(k -> k == StageKind.STAGE_KIND_DRAFTED || k == StageKind.STAGE_KIND_REFUSED)
            .count();
  }

  private static Candidate wire(lakatos.autoformalizer.Candidate candidate) {
    return Candidate.newBuilder()
        .setStatement(wire(candidate.statement()))
        .addAllOrigins(candidate.origins().stream().map(Formalizations::wire).toList())
        .setConfidence(candidate.confidence())
        .addAllFindings(candidate.findings().stream().map(Formalizations::wire).toList())
        .setBackTranslation(candidate.backTranslation().orElse(""))
        .addAllAssumptions(candidate.assumptions())
        .build();
  }

  private static lakatos.v1.Statement wire(Statement statement) {
    return lakatos.v1.Statement.newBuilder()
        .setHeader(statement.header())
        .setPreamble(statement.preamble())
        .setText(statement.text())
        .build();
  }

  private static Origin wire(lakatos.autoformalizer.Candidate.Origin origin) {
    return Origin.newBuilder()
        .setFormalizer(origin.formalizer())
        .setSample(origin.sample())
        .setRounds(origin.rounds())
        .build();
  }

  /** The names here and there are the same. */
  static Finding wire(lakatos.autoformalizer.Finding finding) {
    return Finding.newBuilder()
        .setKind(FindingKind.valueOf("FINDING_KIND_" + finding.kind()))
        .setWeight(FindingWeight.valueOf("FINDING_WEIGHT_" + finding.weight()))
        .setSentence(finding.sentence())
        .setWitness(finding.witness().orElse(""))
        .build();
  }

  /** Something that happened on the way. */
  static Stage wire(lakatos.autoformalizer.Stage stage) {
    Stage.Builder wire = Stage.newBuilder().setKind(kind(stage)).setSentence(stage.sentence());
    about(stage).map(Formalizations::wire).ifPresent(wire::setStatement);
    return wire.build();
  }

  private static StageKind kind(lakatos.autoformalizer.Stage stage) {
    if (stage instanceof lakatos.autoformalizer.Stage.Drafted) {
      return StageKind.STAGE_KIND_DRAFTED;
    }
    if (stage instanceof lakatos.autoformalizer.Stage.Refused) {
      return StageKind.STAGE_KIND_REFUSED;
    }
    if (stage instanceof lakatos.autoformalizer.Stage.Clustered) {
      return StageKind.STAGE_KIND_CLUSTERED;
    }
    if (stage instanceof lakatos.autoformalizer.Stage.Probed) {
      return StageKind.STAGE_KIND_PROBED;
    }
    return stage instanceof lakatos.autoformalizer.Stage.Judged
        ? StageKind.STAGE_KIND_JUDGED
        : StageKind.STAGE_KIND_MISSED;
  }

  private static Optional<Statement> about(lakatos.autoformalizer.Stage stage) {
    if (stage instanceof lakatos.autoformalizer.Stage.Drafted drafted) {
      return Optional.of(drafted.statement());
    }
    if (stage instanceof lakatos.autoformalizer.Stage.Probed probed) {
      return Optional.of(probed.statement());
    }
    return stage instanceof lakatos.autoformalizer.Stage.Judged judged
        ? Optional.of(judged.statement())
        : Optional.empty();
  }
}
