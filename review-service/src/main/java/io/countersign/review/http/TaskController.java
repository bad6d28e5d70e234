package io.countersign.review.http;

import io.countersign.kit.security.Caller;
import io.countersign.review.LookAtTasks;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tasks to look at. */
@RestController
class TaskController {

    private final LookAtTasks tasks;

    TaskController(LookAtTasks tasks) {
        this.tasks = tasks;
    }

    /** One task. The model's answer and verdicts are in it once nothing of the case is open any more. */
    @GetMapping("/v1/tasks/{taskId}")
    Mono<TaskView> task(@PathVariable String taskId, Caller caller) {
        return tasks.at(Refusals.taskId(taskId), caller.name())
                .map(TaskView::of)
                .switchIfEmpty(Mono.error(() -> Refusals.noSuchTask(taskId)));
    }

    /** The tasks of a case, the oldest first; at most 100. */
    @GetMapping("/v1/tasks")
    Mono<List<TaskView>> tasks(@RequestParam String caseId, Caller caller) {
        new Checks().text(caseId, "caseId", Checks.LONG).orRefuse();
        return tasks.atCase(caseId, caller.name()).map(TaskView::of).collectList();
    }
}
