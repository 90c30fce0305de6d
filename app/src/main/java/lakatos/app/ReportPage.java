package lakatos.app;

import java.util.List;
import java.util.stream.Collectors;

/** A report as one HTML page that needs nothing else; it is well-formed XML too. */
final class ReportPage {

  /*
   * What is from files was written by models and strangers: every text goes through escape, and the
   * page forbids its own scripts and every address, should that fail.
   */

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>Lakatos: %TITLE%</title>
      <style>
      :root { --text: #1f2328; --page: #ffffff; --line: #d8dee4; --faint: #59636e; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e6e6e6; --page: #16181d; --line: #3a3f47; --faint: #9aa4af; }
      }
      body { color: var(--text); background: var(--page); font: 15px/1.45 system-ui, sans-serif;
        max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }
      h1, h2 { font-weight: 600; }
      h2 { font-size: 1.15rem; margin: 2rem 0 0.4rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid var(--line);
        text-align: right; vertical-align: top; }
      th { font-weight: 500; color: var(--faint); }
      .word { text-align: left; }
      .note { color: var(--faint); }
      .warning { border-left: 4px solid #d29922; padding-left: 0.7rem; }
      .plots { display: flex; flex-wrap: wrap; gap: 1rem; }
      figure { margin: 0; }
      img { max-width: 100%; height: auto; }
      </style>
      </head>
      <body>
      <h1>%TITLE%</h1>
      """;

  private ReportPage() {}

  static String of(Report report, List<Plot> plots) {
    StringBuilder page = new StringBuilder(head("Report"));
    report.warnings().forEach(text -> page.append(paragraph("warning", "Warning: " + text)));
    List<Section> sections = report.sections();
    page.append(section(sections.get(0)));
    page.append(pictures(plots));
    sections.stream().skip(1).map(ReportPage::section).forEach(page::append);
    Section problems = report.problems();
    page.append("<details>\n<summary>").append(escape(problems.title())).append("</summary>\n");
    page.append(table(problems)).append("</details>\n");
    return page.append("</body>\n</html>\n").toString();
  }

  /** A page of tables, the first of them before the plots. */
  static String of(String title, List<Section> sections, List<Plot> plots) {
    StringBuilder page = new StringBuilder(head(title));
    page.append(section(sections.get(0)));
    page.append(pictures(plots));
    sections.stream().skip(1).map(ReportPage::section).forEach(page::append);
    return page.append("</body>\n</html>\n").toString();
  }

  private static String head(String title) {
    return HEAD.replace("%TITLE%", escape(title));
  }

  private static String pictures(List<Plot> plots) {
    return plots.stream()
        .map(ReportPage::picture)
        .collect(Collectors.joining("", "<div class=\"plots\">\n", "</div>\n"));
  }

  private static String picture(Plot plot) {
    return """
        <figure><picture>
        <source media="(prefers-color-scheme: dark)" srcset="%s"/>
        <img src="%s" width="%d" height="%d" alt="%s"/>
        </picture></figure>
        """
        .formatted(plot.dark(), plot.light(), Plot.WIDTH, Plot.HEIGHT, escape(plot.title()));
  }

  private static String section(Section section) {
    String title = "<h2>" + escape(section.title()) + "</h2>\n";
    return title + table(section) + paragraph("note", section.note());
  }

  private static String paragraph(String style, String text) {
    return text.isEmpty() ? "" : "<p class=\"" + style + "\">" + escape(text) + "</p>\n";
  }

  private static String table(Section section) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead>");
    table.append(row(section, "th", section.headings())).append("</thead>\n<tbody>\n");
    section.rows().forEach(cells -> table.append(row(section, "td", cells)).append('\n'));
    return table.append("</tbody>\n</table></div>\n").toString();
  }

  private static String row(Section section, String tag, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      row.append('<').append(tag).append(i < section.words() ? " class=\"word\">" : ">");
      row.append(escape(cells.get(i))).append("</").append(tag).append('>');
    }
    return row.append("</tr>").toString();
  }

  /** Makes any text fit for an element or an attribute. */
  static String escape(String text) {
    return Section.clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
