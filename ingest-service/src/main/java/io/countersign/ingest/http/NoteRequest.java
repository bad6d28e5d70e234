package io.countersign.ingest.http;

import io.countersign.ingest.fault.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Why something is put aside; {@code note} may be left out. */
public record NoteRequest(@Nullable String note) {

    private static final int NOTE_LIMIT = 5_000;

    static NoteRequest read(@Nullable JsonNode body) {
        if (body == null) {
            return new NoteRequest(null);
        }
        var faults = new Faults();
        var fields = new JsonFields(body, faults);
        var note = fields.optionalText("note");
        faults.text("note", note, NOTE_LIMIT);
        fields.refuseOthers();
        Answers.refuseIfWrong(faults);
        return new NoteRequest(note);
    }
}
