/** Complaints and appeals: never a label, always a reason for somebody else to look. */
@NullMarked
package io.countersign.feedback.objection;

import org.jspecify.annotations.NullMarked;
