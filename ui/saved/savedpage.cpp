// SPDX-License-Identifier: MIT
#include "ui/saved/savedpage.h"

#include "net/importcollection.h"
#include "ui/files/onthread.h"
#include "ui/look/widgets.h"
#include "ui/saved/collectionmodel.h"
#include "ui/saved/collectionstore.h"
#include "ui/saved/environmentbar.h"
#include "ui/saved/requestpreview.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTreeView>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Imported {
    Result<ForeignCollection> read;
    ImportReport report;
};

} // namespace

SavedPage::SavedPage(QWidget *parent)
    : QWidget(parent),
      m_model(new CollectionModel(this)),
      m_filter(new QSortFilterProxyModel(this)),
      m_menu(new QMenu(this))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(m_model);
    m_filter->setFilterRole(CollectionModel::SearchRole);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setRecursiveFilteringEnabled(true);
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Requests and the selected one"));
    splitter->setObjectName(u"requests"_s);
    splitter->addWidget(createLeft());
    splitter->addWidget(createRight());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    m_undoBar = createUndoBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_undoBar);
    createMenu();
}

QWidget *SavedPage::createLeft()
{
    m_search = new QLineEdit;
    m_search->setAccessibleName(tr("Search the requests"));
    m_search->setPlaceholderText(tr("Search name, method, URL"));
    m_search->setClearButtonEnabled(true);
    m_new = pushButton(tr("&New"), tr("Make a request in the selected folder"));
    m_more = pushButton(tr("&More"), tr("Folders, rename, duplicate, delete, import"));
    m_more->setMenu(m_menu);
    auto *bar = new QWidget;
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_search, 1);
    row->addWidget(m_new);
    row->addWidget(m_more);
    m_tree = new QTreeView;
    m_tree->setModel(m_filter);
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Saved requests"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setDragDropMode(QAbstractItemView::InternalMove);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_tree, 1);
    return left;
}

QWidget *SavedPage::createRight()
{
    m_environment = new EnvironmentBar;
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAccessibleName(tr("Selected request"));
    makeBold(m_title);
    m_open = pushButton(tr("&Open"), tr("Fill in the request on the Inspect page (Return)"));
    m_trace = pushButton(tr("&Trace"), tr("Send the request with the variables of the environment"));
    auto *bar = new QWidget;
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_title, 1);
    row->addWidget(m_open);
    row->addWidget(m_trace);
    m_preview = readOnlyText(tr("The request as it is saved"));
    markVariables(m_preview);
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_environment);
    layout->addWidget(m_preview, 1);
    return right;
}

QWidget *SavedPage::createUndoBar()
{
    auto *bar = new QWidget;
    m_undoText = new QLabel;
    m_undoText->setTextFormat(Qt::PlainText);
    m_undoText->setAccessibleName(tr("What was deleted"));
    m_undo = pushButton(tr("&Undo"), tr("Bring the requests back (Ctrl+Z)"));
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_undoText, 1);
    row->addWidget(m_undo);
    bar->hide();
    return bar;
}

void SavedPage::createMenu()
{
    m_menu->addAction(tr("New &folder…"), this, &SavedPage::newFolder);
    m_menu->addAction(tr("&Rename…\tF2"), this, &SavedPage::rename);
    m_menu->addAction(tr("&Duplicate"), this, &SavedPage::duplicate);
    m_menu->addAction(tr("D&elete\tDel"), this, &SavedPage::remove);
    m_menu->addSeparator();
    m_menu->addAction(tr("&Import a file…"), this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import requests"));
        if (!path.isEmpty())
            importFrom(path);
    });
    m_menu->addAction(tr("Import a f&older…"), this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Import requests"));
        if (!path.isEmpty())
            importFrom(path);
    });
    m_menu->addSeparator();
    m_menu->addAction(tr("&Choose the folder of the requests…"), this, &SavedPage::chooseFolder);
}

void SavedPage::connectParts()
{
    connect(m_store, &CollectionStore::changed, this, &SavedPage::refresh);
    connect(m_model, &CollectionModel::moveRequested, this,
            [this](const QString &path, const QString &folder) { want(m_store->move(path, folder)); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text);
        m_tree->expandAll();
    });
    connect(m_search, &QLineEdit::returnPressed, m_tree, [this] { m_tree->setFocus(); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { show(selected()); });
    connect(m_tree, &QTreeView::activated, m_open, &QPushButton::click);
    connect(m_tree, &QTreeView::customContextMenuRequested, this,
            [this](const QPoint &point) { m_menu->popup(m_tree->viewport()->mapToGlobal(point)); });
    connect(m_new, &QPushButton::clicked, this, &SavedPage::newRequest);
    connect(m_undo, &QPushButton::clicked, this, &SavedPage::undoRemove);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto wanted = request())
            Q_EMIT openRequested(*wanted);
    });
    connect(m_trace, &QPushButton::clicked, this, [this] {
        if (const auto wanted = request())
            Q_EMIT traceRequested(*wanted);
    });
    const auto key = [this](const QKeySequence &keys, QWidget *where, auto slot) {
        connect(new QShortcut(keys, where, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, slot);
    };
    key(QKeySequence(Qt::Key_Delete), m_tree, &SavedPage::remove);
    key(QKeySequence(Qt::Key_F2), m_tree, &SavedPage::rename);
    key(QKeySequence(u"Ctrl+Z"_s), m_tree, &SavedPage::undoRemove);
    key(QKeySequence(u"Ctrl+F"_s), this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void SavedPage::setStore(CollectionStore *store, const std::function<RedactionOptions()> &redaction)
{
    m_store = store;
    m_redaction = redaction;
    m_environment->setStore(store);
    connectParts();
    refresh();
}

void SavedPage::rememberCollapsed()
{
    for (const QString &folder : m_store->folders()) {
        const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(folder));
        if (!index.isValid())
            continue;
        if (m_tree->isExpanded(index))
            m_collapsed.remove(folder);
        else
            m_collapsed.insert(folder);
    }
}

void SavedPage::refresh()
{
    if (m_search->text().isEmpty() && m_model->rowCount() > 0)
        rememberCollapsed();
    const QString path = m_wanted.isEmpty() ? selected() : m_wanted;
    m_model->setCollection(m_store->collection());
    m_tree->expandAll();
    for (const QString &folder : std::as_const(m_collapsed))
        m_tree->collapse(m_filter->mapFromSource(m_model->indexOf(folder)));
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(path));
    if (index.isValid()) {
        m_wanted.clear();
        m_tree->setCurrentIndex(index);
    } else if (m_filter->rowCount() > 0 && m_wanted.isEmpty() && m_report.isEmpty()) {
        m_tree->setCurrentIndex(m_filter->index(0, 0));
    }
    show(selected());
}

void SavedPage::show(const QString &path)
{
    const CollectionEntry *entry = m_store->entry(path);
    const bool isRequest = entry && !entry->isFolder && entry->error.isEmpty();
    m_open->setEnabled(isRequest);
    m_trace->setEnabled(isRequest);
    m_title->setText(entry ? entry->name : tr("Saved requests"));
    QStringList lines;
    if (isRequest) {
        m_report.clear();
        lines.append(previewText(entry->saved));
    } else if (entry && !entry->isFolder) {
        lines.append(tr("This file cannot be read and is left as it is: %1\n%2")
                         .arg(m_store->collection().folder + u'/' + entry->path, entry->error));
    } else if (!m_report.isEmpty()) {
        lines.append(m_report);
    } else if (m_store->collection().entries.isEmpty()) {
        lines.append(
            m_store->isLoaded()
                ? tr("No requests yet. \"Save request\" (Ctrl+Shift+S) keeps the one of the Inspect page; More "
                     "imports those of Bruno, Postman and .http files.\nFolder: %1")
                      .arg(m_store->collection().folder)
                : tr("Reading %1…").arg(m_store->collection().folder));
    } else {
        lines.append(tr("Select a request.\nFolder: %1").arg(m_store->collection().folder));
    }
    lines += m_store->collection().faults + variableFaults(m_store->collection());
    if (m_preview->toPlainText() != lines.join(u'\n'))
        m_preview->setPlainText(lines.join(u'\n'));
}

QString SavedPage::selected() const
{
    return m_tree->currentIndex().data(CollectionModel::PathRole).toString();
}

QString SavedPage::selectedFolder() const
{
    const QString path = selected();
    const CollectionEntry *entry = m_store->entry(path);
    return entry && entry->isFolder ? path : parentPath(path);
}

std::optional<TraceRequest> SavedPage::request() const
{
    const CollectionEntry *entry = m_store->entry(selected());
    if (!entry || entry->isFolder || !entry->error.isEmpty())
        return std::nullopt;
    const QString file = m_store->collection().folder + u'/' + entry->path;
    return withFilesFrom(QFileInfo(file).absolutePath(), entry->saved.request);
}

bool SavedPage::say(const QString &error)
{
    if (error.isEmpty())
        return true;
    Q_EMIT statusMessage(error);
    return false;
}

void SavedPage::want(const Result<QString> &path)
{
    if (say(path.error) && *path != selected())
        m_wanted = *path;
}

void SavedPage::newRequest()
{
    bool isTaken = false;
    const QString name =
        QInputDialog::getText(this, tr("New request"), tr("Name"), QLineEdit::Normal, tr("Request"), &isTaken);
    if (!isTaken || name.trimmed().isEmpty())
        return;
    want(m_store->create(selectedFolder(), name, {.request = {.url = u"https://"_s}}));
}

void SavedPage::newFolder()
{
    bool isTaken = false;
    const QString folder = selectedFolder();
    const QString name = QInputDialog::getText(this, tr("New folder"), tr("Name"), {}, tr("Folder"), &isTaken);
    if (isTaken && !name.trimmed().isEmpty())
        want(m_store->makeFolder(folder, name));
}

void SavedPage::rename()
{
    const CollectionEntry *entry = m_store->entry(selected());
    if (!entry)
        return;
    const QString path = entry->path; // the entry may go while the dialog is open
    bool isTaken = false;
    const QString name = QInputDialog::getText(this, tr("Rename"), tr("Name"), {}, entry->name, &isTaken);
    // What was selected stays so under its new name.
    if (isTaken)
        want(m_store->rename(path, name));
    m_tree->setFocus();
}

void SavedPage::duplicate()
{
    say(m_store->duplicate(selected()));
}

void SavedPage::remove()
{
    const CollectionEntry *entry = m_store->entry(selected());
    const QString name = entry ? entry->name : QString();
    if (!entry || !say(m_store->remove(entry->path)))
        return;
    m_undoText->setText(tr("\"%1\" was deleted.").arg(name));
    m_undoBar->show();
    m_tree->setFocus();
}

void SavedPage::undoRemove()
{
    if (!say(m_store->undoRemove()))
        return;
    m_undoBar->hide();
    Q_EMIT statusMessage(tr("The deleted requests were restored."));
}

void SavedPage::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder of the requests"), m_store->collection().folder);
    if (folder.isEmpty())
        return;
    m_undoBar->hide();
    m_store->setFolder(folder);
}

void SavedPage::importFrom(const QString &path)
{
    const ImportOptions options{.redaction = m_redaction()};
    const auto work = [path, options, folder = m_store->collection().folder](const std::atomic_bool &,
                                                                             const Progress &) {
        const Result<ForeignCollection> read = readForeign(path);
        return Imported{read, read ? writeCollected(read->collected, folder, options) : ImportReport()};
    };
    onThread<Imported>(this, {}, work, [this](const Imported &result) {
        if (!result.read) {
            Q_EMIT statusMessage(tr("Nothing was imported: %1").arg(result.read.error));
            Q_EMIT imported();
            return;
        }
        const QString counts =
            tr("Imported: %1 requests, %2 environments.").arg(result.report.requests).arg(result.report.environments);
        m_report = (QStringList{counts} + result.read->faults + result.report.faults + result.report.notes).join(u'\n');
        m_tree->setCurrentIndex({});
        m_store->refresh();
        show({});
        Q_EMIT statusMessage(counts);
        Q_EMIT imported();
    });
}

} // namespace hopscope
