// SPDX-License-Identifier: MIT
#include "ui/window/watchcontroller.h"

#include "ui/history/storedrequest.h"
#include "ui/request/texts.h"
#include "ui/watch/watchfiles.h"
#include "ui/watch/watchpage.h"
#include "ui/watch/watchprograms.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/fileprogress.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/windowparts.h"

#include <QLabel>
#include <QMainWindow>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kWatchPage = "watch"_L1;
/// A browser can make thousands of chains, and the history gives up its oldest traces for new ones.
constexpr int kMostInHistory = 200;

} // namespace

WatchController::WatchController(const WindowParts &parts)
    : QObject(parts.window), m_parts(parts), m_tlsMark(new QLabel(tr("⚠ Watch opens https")))
{
    m_tlsMark->setForegroundRole(QPalette::BrightText);
    m_tlsMark->setContentsMargins(8, 2, 8, 2);
    m_tlsMark->setAccessibleName(m_tlsMark->text());
    m_tlsMark->setToolTip(tr("Hopscope reads what watched programs send by https; Stop on the page Watch ends it"));
    m_tlsMark->hide();
}

WatchController::~WatchController() = default;

void WatchController::connectPage(WatchPage *page)
{
    m_page = page;
    const WatchBar *bar = page->bar();
    connect(bar, &WatchBar::startRequested, this, &WatchController::start);
    connect(bar, &WatchBar::stopRequested, this, [this] {
        m_engine->stop();
        showState();
    });
    connect(bar, &WatchBar::clearRequested, this, [this] { m_engine->clear(); });
    connect(bar, &WatchBar::copied, this, &WatchController::say);
    connect(page->programs(), &WatchPrograms::launchRequested, this, &WatchController::launch);
    connect(page->programs(), &WatchPrograms::endRequested, this, &WatchController::endCommand);
    connect(page, &WatchPage::openRequested, this, &WatchController::openTrace);
    m_parts.exports->addPage(page, [this](const Format &format) { chooseExport(format); });
}

void WatchController::createEngine()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = m_folder->filePath(u"chains.jsonl"_s);
    m_engine = std::make_unique<WatchEngine>();
    connect(m_engine.get(), &WatchEngine::started, this, [this](const WatchPointers &pointers) {
        m_page->bar()->setPointers(pointers);
        showState();
        say(tr("Programs that are started from here are watched."));
        Q_EMIT started();
    });
    connect(m_engine.get(), &WatchEngine::failed, this, [this](const QString &sentence) {
        m_page->setError(sentenceOf(sentence));
        showState();
    });
    connect(m_engine.get(), &WatchEngine::portion, this, &WatchController::add);
    connect(m_engine.get(), &WatchEngine::cleared, this, [this] { m_page->clear(); });
    connect(m_engine.get(), &WatchEngine::stopped, this, [this] {
        showState();
        say(tr("Watching was ended; the chains stay until Clear."));
        Q_EMIT stopped();
    });
    connectPrograms();
}

void WatchController::connectPrograms()
{
    connect(m_engine.get(), &WatchEngine::programBegan, this,
            [this](int number, const QString &name, const QString &note) {
                if (number == m_command) {
                    m_page->output()->setState(tr("%1 runs.").arg(name));
                    return;
                }
                m_names.insert(number, name);
                m_page->setError(note);
                say(tr("%1 is opened; what it sends is watched.").arg(name));
            });
    connect(m_engine.get(), &WatchEngine::programWrote, this, [this](int number, const QByteArray &bytes) {
        if (number == m_command)
            m_page->output()->append(bytes);
    });
    connect(m_engine.get(), &WatchEngine::programRefused, this, [this](int number, const QString &why) {
        const QString sentence = sentenceOf(why);
        if (number == m_command) {
            m_command = 0;
            m_page->output()->setState(tr("Nothing runs."));
            m_page->programs()->setRunning(false);
        }
        m_page->setError(sentence);
        Q_EMIT programEnded(sentence);
    });
    connect(m_engine.get(), &WatchEngine::programEnded, this, [this](int number, bool isGood, const QString &how) {
        const QString sentence = how + u'.';
        if (number == m_command) {
            m_command = 0;
            m_page->output()->setState(sentence);
            m_page->programs()->setRunning(false);
        } else if (m_names.remove(number)) {
            if (isGood || m_engine->state() != WatchState::Watching)
                say(sentence);
            else
                m_page->setError(sentence);
        }
        Q_EMIT programEnded(sentence);
    });
}

void WatchController::start()
{
    if (!m_engine)
        createEngine();
    if (m_engine->state() != WatchState::Idle)
        return;
    m_page->setError({});
    m_inHistory = 0;
    const TraceRequest usual = m_parts.session->prepared({});
    // Servers are verified: what the client would not see is not passed on to it.
    const TraceRequest request{.caFile = usual.caFile, .proxy = usual.proxy, .bodyLimit = usual.bodyLimit};
    m_engine->start({.request = request, .opensTls = m_page->bar()->opensTls(), .log = m_log});
    showState();
}

void WatchController::launch(const WatchedOrder &order)
{
    m_page->setError({});
    const int number = m_engine->launch(order);
    if (order.kind != WatchedOrder::Kind::Command)
        return;
    m_command = number;
    m_page->programs()->setRunning(true);
    m_page->beginOutput(tr("The command is being started."));
}

void WatchController::endCommand()
{
    if (m_command > 0)
        m_engine->endProgram(m_command);
}

void WatchController::close()
{
    if (m_engine)
        m_engine->stopNow();
}

void WatchController::add(const QList<WatchedChain> &chains)
{
    QList<WatchedRow> rows;
    for (const WatchedChain &each : chains) {
        rows.append(each.row);
        if (each.row.chain.redirects > 0 && m_page->bar()->keepsHistory())
            keep(each.trace);
    }
    m_page->add(rows);
}

void WatchController::keep(const Trace &trace)
{
    ++m_inHistory;
    if (m_inHistory <= kMostInHistory)
        m_parts.session->keep(trace, std::nullopt);
    else if (m_inHistory == kMostInHistory + 1)
        say(tr("%1 chains of this watch are in the history; those that follow are here only, and Export writes all.")
                .arg(kMostInHistory));
}

void WatchController::openTrace(const WatchedRow &row)
{
    readWatchedTraces(this, m_log, {row.offset}, {}, [this](const Result<QList<Trace>> &traces) {
        if (traces)
            m_parts.tracing->showTrace(traces->constFirst());
        else
            m_page->setError(sentenceOf(traces.error));
    });
}

void WatchController::chooseExport(const Format &format)
{
    const qsizetype count = m_page->model()->rows().size();
    if (count == 0) {
        say(tr("There is no chain to export."));
        return;
    }
    const QString path = m_parts.exports->choosePath(format, needsFolder(count, format));
    if (!path.isEmpty())
        exportTo(path, format);
}

void WatchController::exportTo(const QString &path, const Format &format)
{
    QList<qint64> offsets;
    for (const WatchedRow &row : m_page->model()->rows()) {
        if (row.offset >= 0)
            offsets.append(row.offset);
    }
    FileProgress *progress = m_parts.files->progress();
    const int job = progress->begin(FileProgress::Kind::Reading, [this] { say(tr("Nothing was exported.")); });
    const auto read = [this, job, path, &format](const Result<QList<Trace>> &traces) {
        m_parts.files->progress()->end(job);
        if (traces)
            m_parts.exports->writeTraces(path, *traces, format);
        else
            m_page->setError(sentenceOf(traces.error));
    };
    progress->setFlag(job, readWatchedTraces(this, m_log, offsets, progress->progressOf(job), read));
}

void WatchController::showState()
{
    m_page->setState(m_engine->state());
    m_tlsMark->setVisible(m_page->bar()->isTlsOpened());
}

void WatchController::say(const QString &text)
{
    m_parts.messages->say(text, kWatchPage);
}

} // namespace hopscope
