// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/table.h"

#include "class/candidates.h"
#include "class/classaddress.h"
#include "class/classmatrix.h"
#include "class/classpages.h"
#include "class/classserver.h"
#include "class/classtext.h"
#include "class/classvotes.h"
#include "class/homework.h"
#include "class/qrcode.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "text/terminaltext.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint16 kFirstClassPort = 1024; ///< those below belong to the system
constexpr quint16 kLastClassPort = 65'000;
constexpr qsizetype kReadAtOnce = 4096;
// Black on white whatever the terminal's colours are: a camera wants it so.
constexpr auto kQrBegin = "\x1b[30;107m"_L1;
constexpr auto kQrEnd = "\x1b[0m"_L1;
constexpr auto kLineAnew = "\r\x1b[K"_L1;

/// Where the results go when the class ends; empty: nowhere.
struct ClassFiles {
    QString votes;
    QString candidates;
};

void printLines(const QStringList &lines)
{
    print((lines.join(u'\n') + u'\n').toUtf8());
}

QStringList stepLines()
{
    QStringList lines{u"Type a letter, then Return; Return alone takes the next step:"_s};
    for (const ClassStep &step : classSteps())
        lines.append(u"  %1  %2"_s.arg(QLatin1Char(step.key)).arg(classText(step.title)));
    return lines + QStringList{u"  m  Show what the devices sent"_s, u"  a  Show address and word again"_s,
                               u"  q  Close the class"_s};
}

QStringList addressLines(const Classroom &room)
{
    const QByteArray url = classUrl(room);
    QStringList lines;
    if (const std::optional<QrPicture> picture = qrPictureOf(url)) {
        const bool isTerminal = isatty(STDOUT_FILENO) != 0;
        for (const QString &line : qrLines(*picture))
            lines.append(isTerminal ? kQrBegin + line + kQrEnd : line);
    }
    return lines + QStringList{u"Address: "_s + QString::fromLatin1(url), u"Word:    "_s + room.word};
}

/// The teacher's side of a class: lines of the terminal are its steps.
class ClassTerminal : public QObject
{
public:
    ClassTerminal(ClassServer &server, const ClassFiles &files) : m_server(server), m_files(files)
    {
        m_tell.setSingleShot(true);
        connect(&m_tell, &QTimer::timeout, this, &ClassTerminal::tellCounts);
        // Many come at once: one line for all of them.
        connect(&server, &ClassServer::changed, &m_tell, qOverload<>(&QTimer::start));
        connect(&server, &ClassServer::closed, this, [this](const QString &why) {
            printLines({why});
            QCoreApplication::exit(save());
        });
        auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
        connect(input, &QSocketNotifier::activated, this, [this, input] {
            if (!readInput()) {
                input->setEnabled(false);
                m_server.close();
            }
        });
    }

private:
    /// False when the input has ended, or a line has no end.
    bool readInput()
    {
        QByteArray bytes(kReadAtOnce, Qt::Uninitialized);
        const ssize_t size = ::read(STDIN_FILENO, bytes.data(), size_t(bytes.size()));
        if (size <= 0)
            return false;
        m_typed += bytes.first(size);
        for (qsizetype end = m_typed.indexOf('\n'); end >= 0 && m_server.isOpen(); end = m_typed.indexOf('\n')) {
            const QByteArray line = m_typed.first(end).trimmed();
            m_typed.remove(0, end + 1);
            obey(QString::fromUtf8(line));
        }
        return m_typed.size() < kMaxAnswerLength;
    }

    void obey(const QString &line)
    {
        const Classroom &room = m_server.room();
        if (line == u"q")
            m_server.close();
        else if (line == u"m")
            printLines(matrixLines(classMatrix(room)) + QStringList{countsText(room)});
        else if (line == u"a")
            printLines(addressLines(room));
        else
            step(line);
    }

    void step(const QString &line)
    {
        const ClassStep *wanted = line.isEmpty() ? nextStep(m_server.room()) : classStepNamed(line);
        if (!wanted) {
            printLines(line.isEmpty() ? QStringList{u"That was the last question. Type q to close the class."_s}
                                      : stepLines());
            return;
        }
        if (!m_server.take(*wanted)) {
            printLines({u"\"%1\" is not possible now."_s.arg(classText(wanted->title))});
            return;
        }
        printLines(QStringList{u"-- "_s + classText(wanted->title)} + questionLines(m_server.room()));
    }

    void tellCounts()
    {
        const QString counts = countsText(m_server.room());
        if (counts == m_told || !m_server.isOpen())
            return;
        m_told = counts;
        if (isatty(STDOUT_FILENO) != 0)
            print((kLineAnew + counts).toUtf8());
        else
            printLines({counts});
    }

    static int writeTo(const QString &path, const QByteArray &bytes)
    {
        if (path.isEmpty())
            return kExitOk;
        Output output(path);
        const QString fault = output.open();
        return fault.isEmpty() ? output.write(bytes) : usageError(fault);
    }

    int save() const
    {
        const Classroom &room = m_server.room();
        const int code = writeTo(m_files.votes, votesCsv(room));
        if (m_files.candidates.isEmpty())
            return code;
        const Result<QByteArray> file = candidateFile(room, QDate::currentDate().toString(Qt::ISODate));
        if (!file) {
            printError(file.error);
            return code;
        }
        const int written = writeTo(m_files.candidates, *file);
        return code != kExitOk ? code : written;
    }

    ClassServer &m_server;
    ClassFiles m_files;
    QTimer m_tell;
    QByteArray m_typed;
    QString m_told;
};

QString fileFault(const QString &path)
{
    return path.isEmpty() ? QString() : Output(path).open();
}

} // namespace

void describeClass(CommandParser &parser)
{
    parser.addOptions(
        {{u"lesson"_s, u"The lesson, by its id or file."_s, u"ID"_s},
         {u"address"_s, u"Address of this machine to listen on: one, never all."_s, u"A"_s},
         {u"port"_s, u"First port; each server of the lesson gets the next one."_s, u"N"_s,
          QString::number(kFirstScenarioPort)},
         {u"names"_s, u"Ask students for a name, which they may leave out; --votes keeps it."_s},
         {u"key"_s, u"Offer homework, signed with the key in this file, which is made if it is missing."_s, u"FILE"_s},
         {u"votes"_s, u"Write the votes to this file when the class ends, as CSV."_s, u"FILE"_s},
         {u"candidates"_s, u"Write what the devices sent to this file when the class ends, as measured rows (JSON)."_s,
          u"FILE"_s}});
}

int runClass(const QCommandLineParser &parser, const Clients &)
{
    if (!parser.isSet(u"lesson"_s))
        return usageError(u"a lesson is missing: name it with --lesson; \"hopscope-cli lessons\" lists them"_s);
    const Result<Lesson> lesson = findLesson(parser.value(u"lesson"_s));
    if (!lesson)
        return usageError(lesson.error);
    const Result<ClassAddress> address = classAddressOf(parser.value(u"address"_s));
    if (!address)
        return usageError(u"--address: "_s + address.error);
    const Result<qint64> port = numberOf(parser, u"port"_s, kFirstClassPort, kLastClassPort);
    if (!port)
        return usageError(port.error);
    const ClassFiles files{parser.value(u"votes"_s), parser.value(u"candidates"_s)};
    for (const QString &path : {files.votes, files.candidates}) {
        if (const QString fault = fileFault(path); !fault.isEmpty())
            return usageError(fault);
    }
    const QString keyFile = parser.value(u"key"_s);
    const Result<QByteArray> key = keyFile.isEmpty() ? Result<QByteArray>(QByteArray()) : classKeyIn(keyFile);
    if (!key)
        return usageError(key.error);
    ClassServer server;
    const QString fault = server.open({.lesson = translated(*lesson),
                                       .address = address->address,
                                       .firstPort = quint16(*port),
                                       .asksNames = parser.isSet(u"names"_s),
                                       .key = *key,
                                       .clock = {}});
    if (!fault.isEmpty()) {
        printError(fault);
        return kExitNetwork;
    }
    const ClassTerminal terminal(server, files);
    onInterrupt(&server, [&server] { server.close(); });
    const Classroom &room = server.room();
    QStringList lines{u"Class \"%1\", OPEN to the network of %2 for three hours; Ctrl+C closes it."_s.arg(
        terminalText(room.lesson.title), address->address.toString())};
    lines += server.notes();
    if (!room.whyNotPlayed.isEmpty())
        lines.append(room.whyNotPlayed);
    printLines(lines + addressLines(room) + firewallHint(*address, server.ports()) + stepLines() + questionLines(room));
    return QCoreApplication::exec();
}

} // namespace hopscope::cli
