// SPDX-License-Identifier: MIT
#include "ui/request/clientsearch.h"

#include "ui/look/widgets.h"
#include "ui/request/clientstore.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFewestCharacters = 10;
constexpr int kMostCharacters = 40;

enum ShownClients { AllClients, StackClients };
constexpr const char *kShownTexts[] = {QT_TRANSLATE_NOOP("hopscope::ClientSearch", "All clients"),
                                       QT_TRANSLATE_NOOP("hopscope::ClientSearch", "My stack")};

} // namespace

ClientSearch::ClientSearch(const QString &name, const QString &choice, QWidget *parent)
    : QWidget(parent), m_field(new QLineEdit), m_which(new ComboBox(choice, false))
{
    m_field->setAccessibleName(name);
    m_field->setPlaceholderText(tr("Search clients"));
    m_field->setToolTip(tr("Words of the name, the version or the language; the library's name is that of the client "
                           "(Ctrl+F; Esc clears)"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    for (const char *text : kShownTexts)
        m_which->addItem(tr(text));
    m_which->setToolTip(tr("All clients, or only those that are marked with ★ on the Clients page"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(m_which);
    limitField();
    connect(m_field, &QLineEdit::textChanged, this, &ClientSearch::changed);
    connect(m_which, &QComboBox::currentIndexChanged, this, &ClientSearch::changed);
}

QString ClientSearch::typed() const
{
    return m_field->text();
}

bool ClientSearch::isStackOnly() const
{
    return m_which->currentIndex() == StackClients;
}

void ClientSearch::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString ClientSearch::emptyText() const
{
    if (isStackOnly() && knownStack().isEmpty())
        return tr("Your stack is empty.\nShow all clients, and mark those that matter to you with ★ on the Clients "
                  "page (Space).");
    return tr("No client fits.\nSearch for other words of its name, version or language, or show all clients.");
}

bool ClientSearch::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    const auto *key = isKey ? static_cast<QKeyEvent *>(event) : nullptr;
    if (key && key->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
        event->accept(); // before the key that cancels what runs
        if (event->type() == QEvent::KeyPress)
            m_field->clear();
        return true;
    }
    if (key && key->key() == Qt::Key_Down && event->type() == QEvent::KeyPress) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ClientSearch::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitField();
}

void ClientSearch::limitField()
{
    const int character = fontMetrics().averageCharWidth();
    m_field->setMinimumWidth(kFewestCharacters * character);
    m_field->setMaximumWidth(kMostCharacters * character);
}

} // namespace hopscope
