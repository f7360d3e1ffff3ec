// SPDX-License-Identifier: MIT
#include "ui/request/clientbox.h"

#include "net/browser/installedclient.h"
#include "redirect/client/clientstack.h"
#include "redirect/profiletext.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/request/clientstore.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStandardItemModel>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSearchRole = Qt::UserRole + 1; ///< what typed text is looked for in
constexpr int kTitleRole = Qt::UserRole + 2;

/// Clients that are seen at once in the list.
constexpr int kShownClients = 16;

/// The rows that `text` may mean: those whose id, title or text it is, or else those in which it is found.
QList<int> rowsFor(const QComboBox &box, const QString &text)
{
    QList<int> exact;
    QList<int> found;
    for (int row = 0; row < box.count() && !text.isEmpty(); ++row) {
        const QString id = box.itemData(row).toString();
        if (id.isEmpty())
            continue;
        if (id == text)
            return {row};
        const QStringList names{id, box.itemData(row, kTitleRole).toString(), box.itemText(row)};
        if (names.contains(text, Qt::CaseInsensitive))
            exact.append(row);
        if (box.itemData(row, kSearchRole).toString().contains(text, Qt::CaseInsensitive))
            found.append(row);
    }
    return exact.isEmpty() ? found : exact;
}

/// Searches in titles and ids, and writes what the list shows.
class ClientCompleter : public QCompleter
{
public:
    using QCompleter::QCompleter;

    QString pathFromIndex(const QModelIndex &index) const override { return index.data().toString(); }
};

} // namespace

ClientBox::ClientBox(const QString &name, const QString &pattern, QWidget *parent)
    : ComboBox(name, true, parent),
      m_pattern(pattern),
      m_items(new QStandardItemModel(this)),
      m_mark(lineEdit()->addAction(QIcon(), QLineEdit::TrailingPosition))
{
    m_mark->setText(tr("Not a client"));
    m_mark->setVisible(false);
    addClients();
    setModel(m_items);

    auto *search = new ClientCompleter(m_items, this);
    search->setCompletionRole(kSearchRole);
    search->setFilterMode(Qt::MatchContains);
    search->setCaseSensitivity(Qt::CaseInsensitive);
    search->setMaxVisibleItems(kShownClients);
    search->popup()->setAccessibleName(name);
    setCompleter(search);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    lineEdit()->installEventFilter(this);
    search->popup()->installEventFilter(this);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ClientBox::settle);
    connect(this, &QComboBox::currentIndexChanged, this, &ClientBox::showMark);
    setCurrentIndex(findData(QString(clientProfiles().front().id)));
    if (const ClientStore *store = clientStore()) {
        connect(store, &ClientStore::changed, this, &ClientBox::renewOwnClients);
        connect(store, &ClientStore::stackChanged, this, &ClientBox::renewClients);
    }
}

QString ClientBox::client() const
{
    return currentIndex() < 0 ? m_unknown : currentData().toString();
}

void ClientBox::setClient(const QString &id)
{
    const int row = id.isEmpty() ? -1 : findData(id);
    if (row < 0) {
        setUnknown(id);
        return;
    }
    setCurrentIndex(row);
    setEditText(itemText(row));
    showMark();
}

QString ClientBox::complaint() const
{
    if (currentIndex() >= 0)
        return {};
    if (m_unknown.isEmpty())
        return tr("There is no client: choose one from the list.");
    return rowsFor(*this, m_unknown).size() > 1
               ? tr("\"%1\" fits several clients: choose one from the list.").arg(m_unknown)
               : tr("There is no client \"%1\" here: choose one from the list.").arg(m_unknown);
}

/// The same list for a click on the text, on the arrow, and for keys: one that typing shortens.
void ClientBox::showPopup()
{
    if (ClientStore *store = clientStore())
        store->refresh();
    completer()->setCompletionPrefix({});
    completer()->complete();
    if (currentIndex() >= 0) {
        QAbstractItemView *list = completer()->popup();
        list->setCurrentIndex(completer()->completionModel()->index(currentIndex(), 0));
        list->scrollTo(list->currentIndex(), QAbstractItemView::PositionAtCenter);
        lineEdit()->selectAll(); // the next key begins another search
    }
}

void ClientBox::hidePopup()
{
    completer()->popup()->hide();
    ComboBox::hidePopup();
}

void ClientBox::addHeading(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    item->setToolTip(text);
    QFont bold = font();
    bold.setBold(true);
    item->setFont(bold);
    m_items->appendRow(item);
}

/// What it does and which version; of an installed client, which package it is missing from.
QString ClientBox::clientToolTip(const ClientProfile &client)
{
    const QString description = ProfileText::tr(client.description);
    const RealClient *real = realClient(QString(client.id));
    if (!real)
        return tr("%1 (%2, version %3)").arg(description, client.id, client.version);
    const Result<QString> program = programOf(*real);
    return program ? tr("%1 (%2, installed)").arg(description, client.id) : program.error;
}

void ClientBox::addClients()
{
    const Clients known = knownClients();
    for (const ClientGroup &group : clientGroups(known.allToRun(), knownStack())) {
        addHeading(
            tr("%1:").arg(ProfileText::tr(group.title))); // a text that nobody types: Qt would choose the heading
        for (const ClientPointer &client : group.clients) {
            const QString title = ProfileText::tr(client->title);
            auto *item = new QStandardItem(m_pattern.arg(title));
            item->setData(QString(client->id), Qt::UserRole);
            item->setData(title, kTitleRole);
            item->setData(clientSearchText(*client), kSearchRole);
            item->setToolTip(clientToolTip(*client));
            m_items->appendRow(item);
        }
    }
    for (const QString &fault : known.faults())
        addHeading(tr("Not read: %1").arg(fault));
}

void ClientBox::renewClients()
{
    const QString chosen = client();
    const bool isSettled = lineEdit()->text() == (currentIndex() < 0 ? m_unknown : itemText(currentIndex()));
    const QString typed = isSettled ? QString() : lineEdit()->text();
    {
        const QSignalBlocker blocker(this);
        m_items->removeRows(0, m_items->rowCount());
        addClients();
        setClient(chosen);
        if (!isSettled)
            setEditText(typed);
    }
    showMark();
}

void ClientBox::renewOwnClients()
{
    const bool isOwn = !findClient(client());
    renewClients();
    // Its rules may have changed although its place has not.
    if (isOwn)
        Q_EMIT currentIndexChanged(currentIndex());
}

/// What is typed chooses a client when it fits only one.
void ClientBox::settle()
{
    const QString typed = lineEdit()->text().trimmed();
    if (currentIndex() >= 0 && typed == itemText(currentIndex()))
        return;
    const QList<int> rows = rowsFor(*this, typed);
    if (rows.size() == 1)
        setClient(itemData(rows.constFirst()).toString());
    else
        setUnknown(typed);
}

void ClientBox::setUnknown(const QString &text)
{
    m_unknown = text;
    setCurrentIndex(-1);
    setEditText(text);
    showMark();
}

void ClientBox::showMark()
{
    const QString reason = complaint();
    if (!reason.isEmpty()) {
        const QColor color(colorsOf(palette()).warn.text);
        m_mark->setIcon(tintedIcon(u"warning"_s, color, color));
    }
    m_mark->setVisible(!reason.isEmpty());
    m_mark->setToolTip(reason);
    setToolTip(reason);
    for (QWidget *widget : std::initializer_list<QWidget *>{this, lineEdit()})
        widget->setAccessibleDescription(reason);
}

bool ClientBox::eventFilter(QObject *watched, QEvent *event)
{
    QAbstractItemView *list = completer()->popup();
    if (watched == lineEdit() && event->type() == QEvent::MouseButtonPress && !list->isVisible() &&
        static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        lineEdit()->selectAll();
        showPopup();
        return true;
    }
    // Who types a whole name and presses Return has chosen, although no row of the list is.
    if (watched == list && event->type() == QEvent::KeyPress && !list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            list->hide();
            settle();
            return true;
        }
    }
    return ComboBox::eventFilter(watched, event);
}

void ClientBox::focusInEvent(QFocusEvent *event)
{
    ComboBox::focusInEvent(event);
    lineEdit()->selectAll();
}

} // namespace hopscope
