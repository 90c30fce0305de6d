package lakatos.autoformalizer;

import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;

/** Looks whether the statement has the shape that phrases of the words ask for. */
final class DemandProbe implements Probe {

  @Override
  public List<Finding> look(Specimen specimen) {
    return specimen.wording().stream()
        .flatMap(wording -> Demand.ALL.stream().filter(d -> d.isUnmetBy(wording, specimen)))
        .map(
            demand ->
                new Finding(Kind.COVERAGE, Weight.SUSPICIOUS, demand.sentence(), Optional.empty()))
        .toList();
  }
}
