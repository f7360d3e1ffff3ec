// SPDX-License-Identifier: MIT
#include "ui/sessions/sessionsdialog.h"

#include "formats/session/sessionfile.h"
#include "formats/session/sessiontables.h"
#include "text/boundedread.h"
#include "text/wholefile.h"
#include "ui/files/onthread.h"
#include "ui/look/linetable.h"
#include "ui/look/rowdelegate.h"
#include "ui/look/widgets.h"
#include "ui/sessions/visitsessions.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNamesCharacters = 32;
constexpr QSize kDialogSize{900, 520};

void fill(QStandardItemModel &model, const SessionTable &table)
{
    model.clear();
    model.setHorizontalHeaderLabels(table.columns);
    for (const QStringList &row : table.rows) {
        QList<QStandardItem *> items;
        for (const QString &text : row) {
            auto *item = new QStandardItem(text);
            item->setEditable(false);
            item->setToolTip(text.toHtmlEscaped()); // Qt would take a site's text for HTML
            items.append(item);
        }
        model.appendRow(items);
    }
}

} // namespace

SessionsDialog::SessionsDialog(VisitSessions &sessions, QWidget *parent)
    : QDialog(parent),
      m_sessions(sessions),
      m_names(new QListWidget),
      m_tabs(new QTabWidget),
      m_values(new QCheckBox(tr("Show the &values of cookies"))),
      m_message(new QLabel)
{
    setWindowTitle(tr("Sessions"));
    auto *about =
        new QLabel(tr("A session is what a user who comes again brings along: cookies, hosts that want https, and "
                      "stored redirects. It is kept in memory until you save it."));
    about->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAccessibleName(tr("Result"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *middle = new QHBoxLayout;
    middle->addWidget(createLeft());
    middle->addWidget(createRight(), 1);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_message, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(about);
    layout->addLayout(middle, 1);
    layout->addLayout(bottom);
    connect(&sessions, &VisitSessions::changed, this, &SessionsDialog::refresh);
    connect(m_values, &QCheckBox::toggled, this, &SessionsDialog::showTables);
    refresh();
    resize(kDialogSize.expandedTo(sizeHint()));
    fitIntoScreen(*this);
}

QWidget *SessionsDialog::createLeft()
{
    auto *left = new QWidget;
    left->setFixedWidth(kNamesCharacters * fontMetrics().averageCharWidth());
    m_names->setAccessibleName(tr("Sessions"));
    m_names->setItemDelegate(new RowDelegate(m_names));
    connect(m_names, &QListWidget::currentRowChanged, this, &SessionsDialog::showTables);
    QPushButton *add = pushButton(tr("&New…"), {});
    QPushButton *remove = pushButton(tr("&Delete"), {});
    connect(add, &QPushButton::clicked, this, &SessionsDialog::ask);
    connect(remove, &QPushButton::clicked, this, [this] { m_sessions.remove(selected()); });
    m_needSelection.append(remove);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_names, 1);
    layout->addLayout(buttons);
    return left;
}

QWidget *SessionsDialog::createRight()
{
    for (const SessionTable &table : sessionTables({}, QDateTime::currentDateTimeUtc())) {
        auto *model = new QStandardItemModel(this);
        auto *view = new LineTable(table.title);
        view->setModel(model);
        view->setSelectionBehavior(QAbstractItemView::SelectRows);
        view->horizontalHeader()->setStretchLastSection(true);
        m_models.append(model);
        m_tables.append(view);
        m_tabs->addTab(view, table.title);
    }
    m_tabs->setDocumentMode(true);
    m_tabs->setAttribute(Qt::WA_StyledBackground);
    auto *clears = new QMenu(this);
    for (int i = 0; i < m_models.size(); ++i)
        clears->addAction(m_tabs->tabText(i), this, [this, i] { clear(i); });
    clears->addAction(tr("All of it"), this, [this] { clear(-1); });
    QPushButton *clearing = pushButton(tr("&Clear"), tr("Forget a part of the session, or all of it"));
    clearing->setMenu(clears);
    QPushButton *reading =
        pushButton(tr("&Import…"), tr("A session, a cookie file (Netscape format), a HAR or another recording"));
    QPushButton *writing = pushButton(tr("&Save…"), tr("Write the session into a file"));
    connect(reading, &QPushButton::clicked, this, &SessionsDialog::chooseImport);
    connect(writing, &QPushButton::clicked, this, &SessionsDialog::chooseSave);
    m_needSelection += {clearing, reading, writing};
    auto *row = new QHBoxLayout;
    row->addWidget(m_values);
    row->addStretch();
    row->addWidget(clearing);
    row->addWidget(reading);
    row->addWidget(writing);
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(row);
    return right;
}

QString SessionsDialog::selected() const
{
    const QListWidgetItem *item = m_names->currentItem();
    return item ? item->text() : QString();
}

void SessionsDialog::refresh()
{
    const QString before = selected().isEmpty() ? m_sessions.current() : selected();
    const QStringList names = m_sessions.names();
    {
        const QSignalBlocker blocker(m_names);
        m_names->clear();
        m_names->addItems(names);
        m_names->setCurrentRow(names.contains(before) ? int(names.indexOf(before)) : names.isEmpty() ? -1 : 0);
    }
    showTables();
}

void SessionsDialog::showTables()
{
    const ClientMemory memory = m_sessions.memory(selected());
    const QList<SessionTable> tables = sessionTables(memory, QDateTime::currentDateTimeUtc(), m_values->isChecked());
    for (int i = 0; i < tables.size(); ++i) {
        fill(*m_models.at(i), tables.at(i));
        m_tabs->setTabText(i, u"%1 (%2)"_s.arg(tables.at(i).title).arg(tables.at(i).rows.size()));
        m_tables.at(i)->resizeColumnsToContents();
    }
    enableButtons();
}

void SessionsDialog::enableButtons()
{
    for (QPushButton *button : std::as_const(m_needSelection))
        button->setEnabled(!m_isBusy && !selected().isEmpty());
}

bool SessionsDialog::create(const QString &name)
{
    const QString complaint = m_sessions.complaintAbout(name);
    say(complaint);
    if (!complaint.isEmpty())
        return false;
    m_sessions.setMemory(name.trimmed(), {});
    m_names->setCurrentRow(int(m_sessions.names().indexOf(name.trimmed())));
    return true;
}

void SessionsDialog::ask()
{
    bool isGiven = false;
    const QString name = QInputDialog::getText(this, tr("New session"), tr("Name"), QLineEdit::Normal, {}, &isGiven);
    if (isGiven)
        create(name);
}

void SessionsDialog::clear(int table)
{
    ClientMemory memory = m_sessions.memory(selected());
    if (table < 0)
        memory = {};
    else if (table == 0)
        memory.jar = {};
    else if (table == 1)
        memory.hsts = {};
    else if (table == 2)
        memory.redirects.clear();
    m_sessions.setMemory(selected(), memory);
}

template <typename T>
void SessionsDialog::withFile(const QString &doing, const std::function<T()> &work,
                              const std::function<QString(const T &)> &finish)
{
    m_isBusy = true;
    enableButtons();
    say(doing);
    onThread<T>(
        this, {}, [work](const std::atomic_bool &, const Progress &) { return work(); },
        [this, finish](const T &result) {
            m_isBusy = false;
            say(finish(result));
            enableButtons();
            Q_EMIT fileDone();
        });
}

void SessionsDialog::importFile(const QString &path)
{
    using Read = Result<ClientMemory>;
    const QString name = selected();
    const auto read = [path] {
        const Result<QByteArray> content = readFile(path, kMaxSessionBytes);
        return content ? readSession(*content) : Read::failure(content.error);
    };
    withFile<Read>(tr("Reading %1").arg(path), read, [this, name](const Read &more) {
        if (!more)
            return tr("Nothing was imported: %1").arg(more.error);
        if (!m_sessions.names().contains(name))
            return tr("Nothing was imported: the session \"%1\" was deleted meanwhile.").arg(name);
        m_sessions.setMemory(name, merged(m_sessions.memory(name), *more));
        return tr("Imported: %1.").arg(sessionSummary(*more));
    });
}

void SessionsDialog::saveFile(const QString &path, bool withSecrets)
{
    struct Saved {
        QString error;
        SessionOmissions leftOut;
    };
    const auto write = [path, memory = m_sessions.memory(selected()), withSecrets, redaction = m_sessions.redaction()] {
        const SessionFile content =
            writeSession(memory, withSecrets ? SessionSecrets::Kept : SessionSecrets::LeftOut, redaction);
        WholeFile file(path, FileAccess::OwnerOnly);
        const bool isWritten = file.open() && file.write(content.json);
        return Saved{isWritten ? QString() : file.errorString(), content.leftOut};
    };
    withFile<Saved>(tr("Writing %1").arg(path), write, [path](const Saved &saved) {
        if (!saved.error.isEmpty())
            return tr("%1 was not written (%2).").arg(path, saved.error);
        if (saved.leftOut == SessionOmissions())
            return tr("Saved.");
        return tr("Saved without %n value(s) of cookies and %1 stored redirects.", nullptr,
                  int(saved.leftOut.cookieValues))
            .arg(saved.leftOut.redirects);
    });
}

void SessionsDialog::chooseImport()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import into the session"));
    if (!path.isEmpty())
        importFile(path);
}

void SessionsDialog::chooseSave()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the session"), selected() + u".session.json"_s);
    if (path.isEmpty())
        return;
    const auto answer = QMessageBox::question(this, tr("Save the session"),
                                              tr("Save the values of cookies as well? Whoever has the file can then "
                                                 "log in as you. Without them, the session can "
                                                 "be looked at and its cookies cannot be sent again."),
                                              QMessageBox::Yes | QMessageBox::No, QMessageBox::No);
    saveFile(path, answer == QMessageBox::Yes);
}

void SessionsDialog::say(const QString &text)
{
    m_message->setText(text);
}

} // namespace hopscope
