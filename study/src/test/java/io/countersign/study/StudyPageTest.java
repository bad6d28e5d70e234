package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of a study whose file is full of names that would be HTML. */
class StudyPageTest {
    private static final String HOSTILE = "<script>alert('x')</script> & \"<img src=x onerror=alert(1)>\"";
    private static final Set<String> ALONE = Set.of("meta", "br", "img", "!doctype");

    @TempDir
    static Path folder = Path.of(".");

    private static String page = "";
    private static List<JsonNode> slices = List.of();

    @BeforeAll
    static void study_once() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(500, 51).stream()
                .map(c -> c.place().equals("south") ? c.withPlace(HOSTILE) : c)
                .toList();
        Path file = MadeUpFile.csv(folder.resolve("claims <b>&amp;.csv"), cases);
        StudyRun study = StudyRun.of(folder.resolve("out"), file, "--target-error=0.1,0.2");
        assertThat(study.exit()).as(study.err()).isZero();
        page = study.html();
        slices = study.json().required("slices").valueStream().toList();
    }

    @Test
    void names_from_the_file_are_text_and_never_markup() {
        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;&lt;img")
                .contains("claims &lt;b&gt;&amp;amp;.csv")
                .doesNotContain("<script", "<img", "claims <b>");
    }

    @Test
    void it_loads_nothing() {
        assertThat(page)
                .doesNotContainPattern("(?i)<[^>]*\\b(src|href|action|srcset|data|poster)\\s*=")
                .doesNotContainPattern("(?i)url\\s*\\(|@import|https?://|//[a-z]+\\.[a-z]")
                .doesNotContainPattern("(?i)<(script|link|iframe|object|embed|base|form)\\b")
                .doesNotContainPattern("(?i)<[^>]+\\son[a-z]+\\s*=");
    }

    @Test
    void every_element_that_is_opened_is_closed_in_its_place() {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = Pattern.compile("<(/?)([!a-zA-Z0-9]+)(?:\"[^\"]*\"|[^\">])*?(/?)>")
                .matcher(page.replaceAll("(?s)<style>.*?</style>", ""));
        while (tag.find()) {
            String name = Objects.requireNonNull(tag.group(2)).toLowerCase(java.util.Locale.ROOT);
            if ("/".equals(tag.group(1))) {
                assertThat(open.poll()).as("closed at " + tag.start()).isEqualTo(name);
            } else if (!"/".equals(tag.group(3)) && !ALONE.contains(name)) {
                open.push(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(page).startsWith("<!doctype html>").contains("</html>");
    }

    @Test
    void it_says_what_happens_when_half_is_automated_before_anything_else() {
        int half = page.indexOf("<strong>If you automated the surest half:</strong>");
        assertThat(half).isPositive().isLessThan(page.indexOf("<table"));
    }

    @Test
    void it_holds_no_number_that_could_not_be_measured() {
        assertThat(page).doesNotContain("NaN", "Infinity", ">null<");
    }

    @Test
    void signals_and_the_model_are_named_in_plain_words() {
        assertThat(page)
                .contains("the second opinion “second” agrees", "the model “tested”, version 3")
                .doesNotContain("tested@3");
    }

    @Test
    void a_promise_says_what_its_scores_and_their_choice_rest_on() {
        assertThat(page)
                .contains("each learnt on a part of these cases", "also decided between the model's own confidence")
                .contains("each may fail by itself");
    }

    @Test
    void the_worst_part_is_the_worst_of_all_that_are_listed_answers_included() {
        assertThat(slices).extracting(row -> row.path("name").asString()).contains("label", "place");
        assertThat(page)
                .contains("the same in the worst part of the cases</th><td>%s</td><td>%s</td>"
                        .formatted(widest("gap_raw"), widest("gap_calibrated")));
    }

    private static String widest(String gap) {
        double points = slices.stream()
                .mapToDouble(row -> 100 * Math.abs(row.required(gap).asDouble()))
                .max()
                .orElseThrow();
        return String.format(Locale.ROOT, "%.1f", points);
    }

    @Test
    void the_reliability_picture_shows_how_far_chance_may_have_moved_its_points() {
        assertThat(Pattern.compile("<line class=\"range cal\"")
                        .matcher(page)
                        .results()
                        .count())
                .isBetween(5L, 15L);
    }

    @Test
    void each_picture_says_in_words_what_it_shows() {
        long pictures = Pattern.compile("<svg ").matcher(page).results().count();
        assertThat(pictures).isGreaterThanOrEqualTo(3);
        assertThat(Pattern.compile("<svg [^>]*role=\"img\"[^>]*aria-label=\"[^\"]{20,}\"")
                        .matcher(page)
                        .results()
                        .count())
                .isEqualTo(pictures);
    }
}
