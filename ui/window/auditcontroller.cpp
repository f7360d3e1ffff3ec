// SPDX-License-Identifier: MIT
#include "ui/window/auditcontroller.h"

#include "ui/audit/auditgroups.h"
#include "ui/audit/auditoptionspanel.h"
#include "ui/audit/auditpage.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"
#include "ui/window/filecontroller.h"
#include "ui/window/fileprogress.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/windowparts.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kAuditPage = "audit"_L1;
constexpr int kTickMs = 1000;

QStringList faultTexts(const AuditList &list)
{
    QStringList texts;
    for (const ListFault &fault : list.faults)
        texts.append(u"%1: %2"_s.arg(placeText(fault.place), fault.reason));
    return texts;
}

} // namespace

AuditController::AuditController(const WindowParts &parts) : QObject(parts.window), m_parts(parts)
{
    connect(&m_tick, &QTimer::timeout, this, [this] { m_page->bar()->setAdvance(advance()); });
}

AuditController::~AuditController() = default;

void AuditController::connectPage(AuditPage *page)
{
    m_page = page;
    page->options()->setClient(m_parts.session->prepared({}).client);
    AuditBar *bar = page->bar();
    connect(bar, &AuditBar::openRequested, this, &AuditController::choose);
    connect(bar, &AuditBar::pasteRequested, this, [this] { take(QGuiApplication::clipboard()->text()); });
    connect(bar, &AuditBar::startRequested, this, &AuditController::start);
    connect(bar, &AuditBar::pauseRequested, this, &AuditController::setPaused);
    connect(bar, &AuditBar::cancelRequested, this, &AuditController::cancel);
    connect(bar, &AuditBar::exportRequested, this, &AuditController::chooseExport);
    connect(page, &AuditPage::filesDropped, this, &AuditController::open);
    connect(page, &AuditPage::textDropped, this, &AuditController::take);
    connect(page, &AuditPage::optionsEdited, this, [this] {
        if (m_page->bar()->state() == AuditState::Idle && !m_source.isEmpty() && m_page->model()->rows().isEmpty())
            m_page->bar()->setSummary(tr("The options were changed: Start reads the list again."));
    });
    connect(page, &AuditPage::openRequested, this, &AuditController::openTrace);
}

void AuditController::choose()
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        m_parts.window, tr("Open lists"), {},
        tr("Lists and results (*.txt *.csv *.tsv *.xml *.gz *.md *.html *.htm *.jsonl);;All files (*)"));
    if (!paths.isEmpty())
        open(paths);
}

void AuditController::open(const QStringList &paths)
{
    if (m_page->bar()->state() != AuditState::Idle) {
        m_parts.messages->say(tr("An audit is under way: cancel it before you open another list."), kAuditPage);
        return;
    }
    if (paths.size() == 1 && isAuditLog(paths.constFirst()))
        showStored(paths.constFirst());
    else
        read({.paths = paths, .pasted = {}}, false);
}

void AuditController::take(const QString &text)
{
    if (m_page->bar()->state() != AuditState::Idle)
        return;
    if (text.trimmed().isEmpty())
        m_page->setError(tr("There is no text on the clipboard: copy a list first."));
    else
        read({.paths = {}, .pasted = text.toUtf8()}, false);
}

void AuditController::start()
{
    if (m_page->bar()->state() == AuditState::Idle && !m_source.isEmpty())
        read(m_source, true);
}

void AuditController::fail(const QString &sentence)
{
    m_page->setError(sentenceOf(sentence));
    m_page->bar()->setState(AuditState::Idle);
    Q_EMIT planned(false);
}

int AuditController::beginFile(bool isReading)
{
    const auto kind = isReading ? FileProgress::Kind::Reading : FileProgress::Kind::Writing;
    return m_parts.files->progress()->begin(kind, [this, isReading] {
        m_page->bar()->setState(AuditState::Idle);
        m_parts.messages->say(isReading ? tr("Reading was stopped; nothing was opened.")
                                        : tr("Writing was stopped; nothing was written."),
                              kAuditPage);
        if (isReading)
            Q_EMIT planned(false);
        else
            Q_EMIT exported(false);
    });
}

Result<AuditChoices> AuditController::beginReading()
{
    const Result<AuditChoices> choices = m_page->options()->choices();
    if (choices) {
        m_page->setError({});
        m_page->bar()->setState(AuditState::Reading);
    } else {
        fail(choices.error);
    }
    return choices;
}

bool AuditController::endReading(int job, const QString &error)
{
    m_parts.files->progress()->end(job);
    m_page->bar()->setState(AuditState::Idle);
    if (!error.isEmpty())
        fail(error);
    return error.isEmpty();
}

void AuditController::read(const AuditSource &source, bool thenRun)
{
    const Result<AuditChoices> choices = beginReading();
    if (!choices)
        return;
    const int job = beginFile(true);
    FileProgress *progress = m_parts.files->progress();
    const auto done = [this, job, source, thenRun, choices = *choices](const Result<AuditPlan> &plan) {
        if (!endReading(job, plan.error))
            return;
        m_source = source;
        m_page->bar()->setName(nameOf(source));
        showPlan(*plan);
        if (thenRun)
            run(*plan, choices);
        else
            m_page->showPlan(plan->task.list.rows.size());
        Q_EMIT planned(true);
    };
    progress->setFlag(job, readAuditPlan(this, source, *choices, progress->progressOf(job), done));
}

void AuditController::showPlan(const AuditPlan &plan)
{
    m_plan = plan;
    m_page->setRemarks(faultTexts(plan.task.list), plan.task.list.notes + chainTexts(plan.task));
    m_page->bar()->setSummary(plan.task.list.rows.isEmpty()
                                  ? tr("There is no URL to ask for in this list.")
                                  : tr("%1 to ask for.").arg(urlsText(plan.task.list.rows.size())));
}

void AuditController::run(const AuditPlan &plan, const AuditChoices &choices)
{
    if (choices.isStrict && !plan.task.list.faults.isEmpty()) {
        m_page->setError(tr("Nothing was sent: mend the lines that cannot be used, or switch Strict off."));
        return;
    }
    if (plan.task.list.rows.isEmpty()) {
        m_page->setError(tr("There is no URL to ask for: open another list."));
        return;
    }
    const QString id = m_page->options()->client();
    const Result<ClientPointer> client = knownClients().named(id);
    if (!client) {
        m_page->setError(sentenceOf(client.error));
        return;
    }
    TraceRequest request = m_parts.session->prepared({.bodyLimit = kAuditBodyLimit});
    request.client = id;
    request.ownClient = *client;
    request.url = QString::fromLatin1(plan.task.list.rows.constFirst().source);
    const Result<ReadyRequest> ready = prepare(request);
    if (!ready) {
        m_page->setError(sentenceOf(ready.error));
        return;
    }
    m_log = choices.resume;
    if (m_log.isEmpty()) {
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = m_folder->filePath(u"audit.jsonl"_s);
    }
    if (!m_engine) {
        m_engine = std::make_unique<AuditEngine>();
        connect(m_engine.get(), &AuditEngine::portion, this, &AuditController::add);
        connect(m_engine.get(), &AuditEngine::finished, this, &AuditController::end);
        connect(m_engine.get(), &AuditEngine::hostHeld, this,
                [this](const QString &sentence) { m_parts.messages->say(sentence, kAuditPage); });
        connect(m_engine.get(), &AuditEngine::robotsRead, this,
                [this](const QString &sentence) { m_robots.append(sentence); });
    }
    m_robots.clear();
    m_before = m_done = m_failed = 0;
    m_elapsedMs = 0;
    m_wasCanceled = false;
    m_clock.start();
    m_page->begin(plan.task.list.rows.size(), plan.baseline);
    m_page->bar()->setState(AuditState::Running);
    m_page->bar()->setAdvance(advance());
    m_tick.start(kTickMs);
    m_parts.messages->say(tr("Auditing %1").arg(nameOf(m_source)), kAuditPage);
    m_engine->start({.task = plan.task,
                     .ready = *ready,
                     .pace = choices.pace,
                     .redaction = m_parts.session->redaction(),
                     .log = m_log});
}

AuditAdvance AuditController::advance() const
{
    const bool counts = m_page->bar()->state() != AuditState::Paused;
    return {.total = m_plan.task.list.rows.size(),
            .before = m_before,
            .done = m_done,
            .failed = m_failed,
            .elapsedMs = m_elapsedMs + (counts ? m_clock.elapsed() : 0)};
}

void AuditController::add(const QList<SettledRow> &rows)
{
    for (const SettledRow &row : rows) {
        m_before += row.wasKnown ? 1 : 0;
        m_done += row.wasKnown ? 0 : 1;
        m_failed += row.result.judgement.verdict == AuditVerdict::Fail ? 1 : 0;
    }
    m_page->add(rows);
    m_page->bar()->setAdvance(advance());
}

void AuditController::setPaused(bool paused)
{
    if (!isRunning())
        return;
    if (paused)
        m_elapsedMs += m_clock.elapsed();
    m_page->bar()->setState(paused ? AuditState::Paused : AuditState::Running);
    m_clock.start();
    m_engine->setPaused(paused);
    m_page->bar()->setAdvance(advance());
}

void AuditController::cancel()
{
    if (!isRunning())
        return;
    m_wasCanceled = true;
    m_page->bar()->setState(AuditState::Ending);
    m_engine->cancel();
}

QString AuditController::resultsText() const
{
    QList<AuditResult> results;
    results.reserve(m_page->model()->rows().size());
    for (const SettledRow &row : m_page->model()->rows())
        results.append(row.result);
    QString text = countsText(results) + u'.';
    if (m_plan.baseline)
        text += u' ' + comparisonText(compared(results, *m_plan.baseline));
    return text;
}

void AuditController::end(const QString &error)
{
    m_tick.stop();
    m_page->finish();
    m_page->bar()->setState(AuditState::Idle);
    m_page->bar()->setSummary(resultsText());
    if (!error.isEmpty())
        m_page->setError(sentenceOf(error));
    m_parts.messages->say(m_wasCanceled     ? tr("The audit was canceled.")
                          : error.isEmpty() ? tr("The audit is over.")
                                            : tr("The audit was ended."),
                          kAuditPage);
    Q_EMIT ended();
}

void AuditController::showStored(const QString &path)
{
    const Result<AuditChoices> choices = beginReading();
    if (!choices)
        return;
    const int job = beginFile(true);
    FileProgress *progress = m_parts.files->progress();
    const auto done = [this, job, path](const Result<StoredAudit> &stored) {
        if (!endReading(job, stored.error))
            return;
        m_log = path;
        m_plan = {.task = {}, .baseline = stored->baseline};
        m_page->setRemarks({}, {});
        m_page->begin(stored->rows.size(), stored->baseline);
        m_page->add(stored->rows);
        m_page->finish();
        // The list that belongs to it goes on there.
        m_page->options()->choose(u"resume", {path});
        m_page->bar()->setSummary(tr("Results in %1. %2").arg(leftToRight(path), resultsText()));
        Q_EMIT planned(true);
    };
    const Progress tell = progress->progressOf(job);
    progress->setFlag(job, readStoredAudit(this, path, choices->baseline, tell, done));
}

void AuditController::openTrace(const SettledRow &row)
{
    if (row.offset < 0) {
        m_parts.messages->say(tr("Nothing was asked for this row: it has no trace."), kAuditPage);
        return;
    }
    readAuditTrace(this, m_log, row.offset, [this](const Result<Trace> &trace) {
        if (trace)
            m_parts.tracing->showTrace(*trace);
        else
            m_page->setError(sentenceOf(trace.error));
    });
}

void AuditController::chooseExport(const AuditFormat &format)
{
    const QString title = QCoreApplication::translate("audit", format.title);
    const QString extension = format.extension;
    const QString path = QFileDialog::getSaveFileName(m_parts.window, tr("Export the audit"), u"audit."_s + extension,
                                                      tr("%1 (*.%2);;All files (*)").arg(title, extension));
    if (!path.isEmpty())
        exportTo(path, format);
}

void AuditController::exportTo(const QString &path, const AuditFormat &format)
{
    if (QFileInfo(path) == QFileInfo(m_log)) {
        m_page->setError(tr("%1 has these results already: choose another name.").arg(leftToRight(path)));
        Q_EMIT exported(false);
        return;
    }
    const AuditList &list = m_plan.task.list;
    const AuditExport what{
        .format = &format,
        .report = {.results = {}, .faults = list.faults, .notes = list.notes, .robots = m_robots, .comparison = {}},
        .rows = m_page->model()->rows(),
        .baseline = m_plan.baseline,
        .log = m_log};
    const int job = beginFile(false);
    FileProgress *progress = m_parts.files->progress();
    const auto done = [this, job, path](const QString &error) {
        m_parts.files->progress()->end(job);
        m_parts.messages->say(
            error.isEmpty() ? tr("Saved %1; secrets are placeholders.").arg(leftToRight(path)) : error, kAuditPage);
        Q_EMIT exported(error.isEmpty());
    };
    progress->setFlag(job, writeAuditReport(this, path, what, progress->progressOf(job), done));
}

} // namespace hopscope
