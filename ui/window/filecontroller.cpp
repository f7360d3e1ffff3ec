// SPDX-License-Identifier: MIT
#include "ui/window/filecontroller.h"

#include "formats/readers.h"
#include "ui/files/recentfiles.h"
#include "ui/files/tracefiles.h"
#include "ui/request/texts.h"
#include "ui/window/fileprogress.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracelist.h"
#include "ui/window/windowparts.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include <numeric>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// "Traces (*.har *.json *.log *.txt)" of every reader.
QString openFilter()
{
    QStringList patterns;
    for (const Reader &reader : readers()) {
        for (const QString &extension : QString(reader.extensions).split(u' ')) {
            if (const QString pattern = u"*."_s + extension; !patterns.contains(pattern))
                patterns.append(pattern);
        }
    }
    return FileController::tr("Traces, HARs, output of curl and other clients (%1);;All files (*)")
        .arg(patterns.join(u' '));
}

/// The http or https URL in a drop, empty if there is none.
QString droppedUrl(const QMimeData &data)
{
    QString text = data.hasUrls() && !data.urls().isEmpty() ? data.urls().constFirst().toString() : data.text();
    text = text.trimmed();
    const bool web =
        text.startsWith("http://"_L1, Qt::CaseInsensitive) || text.startsWith("https://"_L1, Qt::CaseInsensitive);
    return web && !text.contains(u'\n') ? text : QString();
}

/// The path of a "file:" URL; everything else is what it is.
QString localPath(const QString &argument)
{
    const QUrl url(argument, QUrl::StrictMode);
    return url.isLocalFile() ? url.toLocalFile() : argument;
}

QStringList droppedFiles(const QMimeData &data)
{
    QStringList files;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

QString readingText(const QString &name)
{
    return FileController::tr("Reading %1").arg(name);
}

} // namespace

FileController::FileController(const WindowParts &parts)
    : QObject(parts.window), m_parts(parts), m_list(new TraceList), m_progress(new FileProgress)
{
    connect(m_list, &TraceList::chosen, parts.tracing, &TraceController::showListed);
    connect(parts.actions.open, &QAction::triggered, this, &FileController::choose);
    connect(parts.actions.recent, &QMenu::aboutToShow, this, &FileController::fillRecent);
}

void FileController::choose()
{
    const QStringList paths = QFileDialog::getOpenFileNames(m_parts.window, tr("Open traces"), {}, openFilter());
    if (!paths.isEmpty())
        open(paths);
}

void FileController::fillRecent()
{
    QMenu *menu = m_parts.actions.recent;
    menu->clear();
    const QStringList files = recentFiles();
    int number = 0;
    for (const QString &path : files) {
        const QString name = leftToRight(QString(path).replace(u'&', u"&&"_s));
        const QString key = ++number < kMaxRecentFiles ? u"&%1"_s.arg(number) : u"1&0"_s;
        menu->addAction(u"%1  %2"_s.arg(key, name), this, [this, path] { openRecent(path); });
    }
    if (files.isEmpty()) {
        menu->addAction(tr("No file was opened or saved yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("&Clear this list"), this, [this] {
        forgetFiles();
        m_parts.messages->say(tr("The list of recent files is empty now."));
    });
}

void FileController::openRecent(const QString &path)
{
    if (QFileInfo::exists(path)) {
        open({path});
        return;
    }
    forgetFile(path);
    m_parts.messages->say(tr("%1 is gone; it was taken off the list of recent files.").arg(leftToRight(path)));
}

void FileController::open(const QStringList &paths)
{
    const QString name = paths.size() == 1 ? leftToRight(paths.constFirst()) : tr("%1 files").arg(paths.size());
    const QString reading = readingText(name);
    const int job = m_progress->begin(FileProgress::Kind::Reading, [this, reading] {
        const QString stopped = tr("Reading was stopped; nothing was opened.");
        m_parts.messages->replace(reading, stopped);
        m_parts.messages->say(stopped);
        Q_EMIT opened(false);
    });
    m_parts.messages->say(reading);
    const auto done = [this, job, name](const ReadFiles &read) {
        m_progress->end(job);
        for (const QString &path : read.paths)
            rememberFile(path);
        askAboutCut(name, read);
    };
    m_progress->setFlag(job, readTraceFiles(this, paths, m_progress->progressOf(job), done));
}

/// One question for each file that ends in the middle, then what was read is shown.
void FileController::askAboutCut(const QString &name, ReadFiles read)
{
    if (read.cut.isEmpty()) {
        finish(name, read);
        return;
    }
    const CutFile cut = read.cut.takeFirst();
    const qsizetype requests =
        std::accumulate(cut.traces.begin(), cut.traces.end(), qsizetype(0),
                        [](qsizetype sum, const Trace &trace) { return sum + trace.hops.size(); });
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("The file is cut off"),
                        tr("%1 cannot be read to its end: %2.\n\nUse the requests before that? There are %3.")
                            .arg(leftToRight(cut.path), cut.why, QString::number(requests)),
                        QMessageBox::Yes | QMessageBox::No, m_parts.window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->button(QMessageBox::Yes)->setText(tr("&Use them"));
    question->button(QMessageBox::No)->setText(tr("&Do not open"));
    question->setDefaultButton(QMessageBox::Yes);
    connect(question, &QMessageBox::finished, this, [this, name, read, cut](int answer) {
        ReadFiles rest = read;
        const QString why = tr("%1 cannot be read to its end: %2").arg(cut.path, cut.why);
        if (answer == QMessageBox::Yes) {
            rest.traces += cut.traces;
            rest.notes.append(why);
        } else {
            rest.errors.append(why);
        }
        askAboutCut(name, rest);
    });
    question->open();
}

void FileController::finish(const QString &name, const ReadFiles &read)
{
    if (!read.traces.isEmpty())
        show(name, read.traces, read.notes);
    const QString first = read.errors.value(0);
    if (read.errors.size() == 1)
        m_parts.messages->say(first);
    else if (!read.errors.isEmpty())
        m_parts.messages->say(
            tr("%1 files were not opened; the first: %2").arg(QString::number(read.errors.size()), first));
    // Said on the page from which the file was opened, which may be another one by now.
    m_parts.messages->replace(readingText(name), m_parts.messages->text());
    Q_EMIT opened(!read.traces.isEmpty());
}

void FileController::openArguments(const QStringList &arguments)
{
    TabStore *store = m_parts.session->openTabStore();
    store->load(this, [this, arguments](const StoredTabs &tabs) {
        m_parts.tracing->restore(tabs);
        if (arguments.isEmpty() && tabs.tabs.isEmpty() && m_parts.session->isFirstStart())
            m_parts.tracing->welcome();
        take(arguments);
    });
}

void FileController::take(const QStringList &arguments)
{
    QStringList files;
    for (const QString &argument : arguments) {
        const QString path = localPath(argument);
        const bool isUrl = !QFileInfo::exists(path) && (arguments.size() == 1 || path.contains("://"_L1));
        if (isUrl)
            m_parts.tracing->traceApart(m_parts.session->prepared({.url = path}));
        else
            files.append(path);
    }
    if (!files.isEmpty())
        open(files);
}

void FileController::show(const QString &name, const QList<Trace> &traces, const QStringList &notes)
{
    const QString more = notes.isEmpty()     ? QString()
                         : notes.size() == 1 ? tr(" Note: %1.").arg(notes.constFirst())
                                             : tr(" %1 notes stand below the list; the first: %2.")
                                                   .arg(QString::number(notes.size()), notes.constFirst());
    // The list has room for all notes.
    if (traces.size() > 1 || !notes.isEmpty())
        m_list->setTraces(traces, notes);
    if (traces.size() > 1) {
        m_parts.messages->say(
            tr("Opened %1 with %2 traces: choose one in the list.").arg(name, QString::number(traces.size())) + more);
        return;
    }
    if (notes.isEmpty())
        m_list->hide();
    m_parts.tracing->showTrace(traces.constFirst());
    m_parts.messages->say(tr("Opened %1. %2").arg(name, endingBesideChain(traces.constFirst())) + more);
}

bool FileController::accepts(const QMimeData &data)
{
    return !droppedUrl(data).isEmpty() || !droppedFiles(data).isEmpty();
}

void FileController::take(const QMimeData &data)
{
    if (const QStringList files = droppedFiles(data); !files.isEmpty()) {
        open(files);
        return;
    }
    TraceRequest request;
    request.url = droppedUrl(data);
    m_parts.tracing->traceApart(m_parts.session->prepared(request));
}

} // namespace hopscope
