package io.countersign.platform.home;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the files in a home. */
public final class Json {

    /** Indented, because people read these files. */
    public static final ObjectMapper READABLE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One line a value. */
    public static final ObjectMapper COMPACT = JsonMapper.builder().build();

    private Json() {}
}
