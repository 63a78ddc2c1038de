package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.view.EventJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Adds the events of an operation to what is told of it. */
final class OperationEvents {
    private OperationEvents() {}

    /** @param map the operation; while it has no verdict, its events do not tell its end either */
    static void add(LinkedHashMap<String, Object> map, ReadModel model, String id) {
        var tail = model.events(id);
        var ended = !"".equals(map.get("verdict"));
        var events = tail.map(known -> ended ? known.events() : untilItsEnd(known.events()))
                .orElse(List.of());
        var told = new ArrayList<Object>();
        events.forEach(event -> told.add(EventJson.map(event)));
        map.put("eventsBefore", tail.map(ReadModel.Tail::before).orElse(0L));
        map.put("events", told);
    }

    /** The last status comes just before the end, and belongs to it. */
    private static List<DeployEvent> untilItsEnd(List<DeployEvent> events) {
        var last = events.size() - 1;
        if (last < 0 || !isEnd(events.get(last))) {
            return events;
        }
        var before = last > 0 && events.get(last - 1) instanceof DeployEvent.StatusChanged ? last - 1 : last;
        return events.subList(0, before);
    }

    private static boolean isEnd(DeployEvent event) {
        return event instanceof DeployEvent.OperationSucceeded || event instanceof DeployEvent.OperationFailed;
    }
}
