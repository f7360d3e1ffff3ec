// SPDX-License-Identifier: MIT
#include "ui/look/clipboardtext.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString selectionText(const QAbstractItemView &view)
{
    if (!view.selectionModel())
        return {};
    QModelIndexList indexes = view.selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end());
    QString text;
    int row = -1;
    for (const QModelIndex &index : std::as_const(indexes)) {
        if (row >= 0)
            text += index.row() == row ? u'\t' : u'\n';
        row = index.row();
        text += index.data().toString().replace(u'\n', u' ');
    }
    return text;
}

bool copyFrom(QWidget *widget)
{
    if (auto *line = qobject_cast<QLineEdit *>(widget)) {
        line->copy();
        return line->hasSelectedText();
    }
    if (auto *edit = qobject_cast<QPlainTextEdit *>(widget)) {
        edit->copy();
        return edit->textCursor().hasSelection();
    }
    QString text;
    if (const auto *label = qobject_cast<QLabel *>(widget))
        text = label->selectedText();
    else if (const auto *view = qobject_cast<QAbstractItemView *>(widget))
        text = selectionText(*view);
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
    return !text.isEmpty();
}

} // namespace hopscope
