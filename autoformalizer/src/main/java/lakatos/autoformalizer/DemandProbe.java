package lakatos.autoformalizer;

import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/** Looks whether the statement has the shape that phrases of the words ask for. */
final class DemandProbe implements WordProbe {

  @Override
  public List<Finding> compare(Wording wording, Claim claim) {
    return Demand.ALL.stream()
        .filter(demand -> demand.isUnmetBy(claim, wording))
        .map(
            demand ->
                new Finding(Kind.COVERAGE, Weight.SUSPICIOUS, demand.sentence(), Optional.empty()))
        .toList();
  }
}
