package io.countersign.study.html;

import java.util.List;
import java.util.stream.Collectors;

/** A table whose first column names the row and whose other columns are numbers; wide ones scroll by themselves. */
final class Table {
    private final List<String> head;
    private final StringBuilder rows = new StringBuilder();

    private Table(List<String> head) {
        this.head = head;
    }

    static Table of(String... head) {
        return new Table(List.of(head));
    }

    Table row(String name, String... cells) {
        rows.append("<tr><th scope=\"row\">").append(Words.escape(name)).append("</th>");
        for (String cell : cells) {
            rows.append("<td>").append(Words.escape(cell)).append("</td>");
        }
        rows.append("</tr>\n");
        return this;
    }

    String html() {
        String columns = head.stream()
                .map(title -> "<th scope=\"col\">" + Words.escape(title) + "</th>")
                .collect(Collectors.joining());
        return "<div class=\"wide\"><table><thead><tr>%s</tr></thead><tbody>\n%s</tbody></table></div>\n"
                .formatted(columns, rows);
    }
}
