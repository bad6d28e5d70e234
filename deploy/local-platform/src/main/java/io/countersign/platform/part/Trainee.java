package io.countersign.platform.part;

import java.util.List;
import java.util.Map;

/**
 * A Spring Boot application that starts once without its surroundings, so that its classes can be kept.
 *
 * @param name as its process is called
 * @param module that holds it
 * @param jvmOptions as it will run
 * @param environment with which its context gets ready, connected to nothing
 */
record Trainee(String name, String module, List<String> jvmOptions, Map<String, String> environment) {}
