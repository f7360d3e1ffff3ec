// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonprogress.h"

#include <QSettings>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString key(const QString &id, QLatin1StringView member)
{
    return u"lessons/%1/%2"_s.arg(id, member);
}

} // namespace

LessonScore lessonScore(const QString &id)
{
    const QSettings settings;
    const int asked = settings.value(key(id, "asked"_L1), 0).toInt();
    const bool done = asked > 0 && settings.value(key(id, "done"_L1), true).toBool();
    return {done, settings.value(key(id, "right"_L1), 0).toInt(), asked};
}

void keepLessonScore(const QString &id, const LessonScore &score)
{
    if (!score.done && lessonScore(id).done)
        return;
    QSettings settings;
    settings.setValue(key(id, "right"_L1), score.right);
    settings.setValue(key(id, "asked"_L1), score.asked);
    settings.setValue(key(id, "done"_L1), score.done);
}

void resetLessonScores()
{
    QSettings settings;
    settings.remove(u"lessons"_s);
}

} // namespace hopscope
