// SPDX-License-Identifier: MIT
#include "paint/lessonpaper.h"

#include "app/cli/common.h"
#include "app/cli/lessonterminal.h"
#include "formats/write/tabletext.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "lessons/library.h"
#include "paint/paintedformats.h"
#include "text/listtext.h"

#include <QFileInfo>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kTraceKind = "trace"_L1;

/// What a paper is about.
struct PaperSubject {
    QString title;
    QList<Lesson> lessons;
};

int listPapers()
{
    QList<QStringList> rows{{u"ID"_s, u"Paper"_s}};
    for (const PaperKind &kind : paperKinds())
        rows.append({kind.id, aboutText(kind)});
    rows.append({kTraceKind, u"The recorded requests and responses of a lesson, for those without a machine."_s});
    return print((alignedColumns(rows).join(u'\n') + u'\n').toUtf8());
}

Result<PaperSubject> subjectOf(const QCommandLineParser &parser)
{
    using Found = Result<PaperSubject>;
    if (parser.isSet(u"lesson"_s) == parser.isSet(u"course"_s))
        return Found::failure(u"name either a lesson with --lesson or a course with --course"_s);
    if (parser.isSet(u"lesson"_s)) {
        const Result<Lesson> lesson = findLesson(parser.value(u"lesson"_s));
        return lesson ? Found({translated(*lesson).title, {*lesson}}) : Found::failure(lesson.error);
    }
    const LessonLibrary library = readLibrary(lessonsFolder());
    const Result<Course> course = findCourse(library, parser.value(u"course"_s));
    return course ? Found({translated(*course).title, library.lessonsOf(*course)}) : Found::failure(course.error);
}

/// What --format names, or else the ending of -o; the first one when neither says anything.
QString formatNameOf(const QCommandLineParser &parser)
{
    return parser.isSet(u"format"_s) ? parser.value(u"format"_s)
                                     : QFileInfo(parser.value(u"output"_s)).suffix().toLower();
}

int writeRecorded(const QCommandLineParser &parser, const PaperSubject &subject)
{
    const QString name = formatNameOf(parser);
    const Format *format = findAnyFormat(name.isEmpty() ? u"html"_s : name);
    if (!format)
        return usageError(u"there is no format \"%1\" for a trace; choose one of: %2"_s.arg(name, formatIds()));
    QList<Trace> traces;
    for (const Lesson &lesson : subject.lessons) {
        const Plays plays = playAll(lesson, {lesson.scenario.client});
        if (!plays.error.isEmpty()) {
            printError(plays.error);
            return kExitNetwork;
        }
        traces += plays.byClient.value(lesson.scenario.client).visits;
    }
    if (traces.size() > 1 && !format->writeAll && !format->stream)
        return usageError(
            u"\"%1\" holds one trace, and there are %2; choose another --format"_s.arg(format->id).arg(traces.size()));
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    return output.write([&](const ByteSink &sink) { return writeTraces(*format, traces, sink); });
}

int writePrinted(const QCommandLineParser &parser, const PaperKind &kind, const PaperSubject &subject)
{
    const QString name = formatNameOf(parser);
    const PaperFormat *format = name.isEmpty() ? &paperFormats().front() : findPaperFormat(name);
    if (!format) {
        QStringList ids;
        for (const PaperFormat &each : paperFormats())
            ids.append(each.id);
        return usageError(u"a paper cannot be \"%1\"; choose one of: %2"_s.arg(name, ids.join(u", "_s)));
    }
    if (format->id == "pdf"_L1 && isStandardOutput(parser.value(u"output"_s)) && isatty(STDOUT_FILENO) == 1)
        return usageError(u"a terminal cannot show a PDF; name a file with -o, or use --format html"_s);
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    return output.write(format->write(kind, subject.title, subject.lessons));
}

} // namespace

void describePaper(CommandParser &parser)
{
    parser.addOptions({{u"lesson"_s, u"Id or file of a lesson."_s, u"ID"_s},
                       {u"course"_s, u"Id of a course: one paper of all its lessons."_s, u"ID"_s},
                       {u"format"_s,
                        u"pdf (default) or html; of a trace html (default) and all that convert writes. Without it the "
                        "ending of -o counts."_s,
                        u"ID"_s},
                       {{u"o"_s, u"output"_s}, u"Write to this file."_s, u"FILE"_s}});
}

int runPaper(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return listPapers();
    const QString id = parser.positionalArguments().first();
    const PaperKind *kind = findPaperKind(id);
    if (!kind && id != kTraceKind) {
        QStringList ids;
        for (const PaperKind &each : paperKinds())
            ids.append(each.id);
        ids.append(kTraceKind);
        return usageError(u"there is no paper \"%1\"; choose one of: %2"_s.arg(id, ids.join(u", "_s)));
    }
    const Result<PaperSubject> subject = subjectOf(parser);
    if (!subject)
        return usageError(subject.error);
    return kind ? writePrinted(parser, *kind, *subject) : writeRecorded(parser, *subject);
}

} // namespace hopscope::cli
