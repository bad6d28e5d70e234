package io.countersign.statistics.promises;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs only where real cases are at hand, which are not part of this repository. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = RealCases.FOLDER,
        matches = ".+",
        disabledReason = "needs -Dcountersign.data=FOLDER, a folder that holds a folder of case files for each set")
@interface OnRealCases {}
