package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy.Local;

/** Compares relations and operations of the words with those of the statement. */
final class NotionProbe implements Probe {

  @Override
  public List<Finding> look(Specimen specimen) {
    if (specimen.wording().isEmpty()) {
      return List.of();
    }
    String plain = specimen.wording().get().plain();
    List<Finding> findings = new ArrayList<>();
    for (Notion notion : Notion.lacking(plain, specimen.content())) {
      findings.add(
          finding("the words are about " + notion.title() + ", the statement is not", notion));
    }
    for (Local hypothesis : specimen.anatomy().hypotheses()) {
      for (Notion notion : Notion.missing(plain, Content.of(List.of(hypothesis.term())))) {
        findings.add(
            finding(
                "the hypothesis "
                    + hypothesis.name()
                    + " is about "
                    + notion.title()
                    + ", the words are not",
                notion));
      }
    }
    return findings;
  }

  private static Finding finding(String sentence, Notion notion) {
    return new Finding(Kind.COVERAGE, Weight.SUSPICIOUS, sentence, Optional.of(notion.title()));
  }
}
