// SPDX-License-Identifier: MIT
#include "ui/widgets.h"

#include "paint/chainpainter.h"
#include "ui/links.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace hopscope
{

using namespace Qt::StringLiterals;

QWidget *titleBar(const QString &title, QLabel *right)
{
    auto *bar = new QWidget;
    bar->setObjectName(u"title"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 6, 12, 6);
    auto *label = new QLabel(title);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    layout->addWidget(label);
    layout->addStretch();
    if (right) {
        right->setObjectName(u"muted"_s);
        layout->addWidget(right);
    }
    return bar;
}

QLabel *emptyState(const QString &text)
{
    auto *label = new QLabel(text);
    label->setObjectName(u"muted"_s);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setContentsMargins(24, 24, 24, 24);
    return label;
}

QPlainTextEdit *readOnlyText(const QString &accessibleName)
{
    auto *edit = new QPlainTextEdit;
    edit->setReadOnly(true);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setTabChangesFocus(true);
    edit->setFont(monoFont(edit->font()));
    edit->setAccessibleName(accessibleName);
    return edit;
}

QLabel *richLabel(const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(false);
    label->setAccessibleName(accessibleName);
    QObject::connect(label, &QLabel::linkActivated, label, [](const QString &link) { openLink(QUrl(link)); });
    return label;
}

void setBoxName(QComboBox *box, const QString &name)
{
    box->setAccessibleName(name);
    box->view()->setAccessibleName(name);
    if (box->lineEdit())
        box->lineEdit()->setAccessibleName(name);
}

} // namespace hopscope
