package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy.Local;

/** Compares relations and operations of the words with those of the statement. */
final class NotionProbe implements WordProbe {

  @Override
  public List<Finding> compare(Wording wording, Claim claim) {
    List<Finding> findings = new ArrayList<>();
    for (Notion notion : Notion.lacking(wording.plain(), claim.content())) {
      findings.add(
          finding("the words are about " + notion.title() + ", the statement is not", notion));
    }
    for (Local hypothesis : claim.anatomy().hypotheses()) {
      Content content = Content.of(List.of(hypothesis.term()));
      String name = hypothesis.name();
      for (Notion notion : Notion.added(wording.plain(), content)) {
        String sentence = " is about " + notion.title() + ", the words are not";
        findings.add(finding("the hypothesis " + name + sentence, notion));
      }
    }
    return findings;
  }

  private static Finding finding(String sentence, Notion notion) {
    return new Finding(Kind.COVERAGE, Weight.SUSPICIOUS, sentence, Optional.of(notion.title()));
  }
}
