// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "lessons/lesson.h"
#include "lessons/scenariojson.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray json = input.toByteArray();
    const Result<Scenario> scenario = readScenario(json);
    requireEither(scenario);
    if (scenario) {
        const Result<Scenario> again = readScenario(writeScenario(*scenario));
        require(again && *again == *scenario, "a scenario that was written reads back");
    }
    const Result<Lesson> lesson = readLesson(json);
    requireEither(lesson);
    if (lesson)
        faultOf(*lesson);
}

} // namespace hopscope::fuzz
