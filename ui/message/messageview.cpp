// SPDX-License-Identifier: MIT
#include "ui/message/messageview.h"

#include "http/url.h"
#include "paint/chainpainter.h"
#include "ui/look/bytestext.h"
#include "ui/look/foldtext.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"
#include "ui/message/bodyview.h"
#include "ui/message/fieldmodel.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString interimText(const QList<InterimResponse> &interim)
{
    QStringList lines;
    for (const InterimResponse &response : interim)
        lines.append(u"%1 %2"_s.arg(response.status).arg(plainText(response.reason)));
    return lines.join(u", "_s);
}

} // namespace

MessageView::MessageView(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_startLine(new FoldLabel),
      m_extra(new QLabel),
      m_model(new FieldModel(this)),
      m_table(new WrapTable),
      m_body(new BodyView(name)),
      m_splitter(new QSplitter(Qt::Vertical))
{
    keepMono(m_startLine);
    m_startLine->setAccessibleName(tr("%1: start line").arg(name));
    makeMuted(m_extra);
    m_extra->setWordWrap(true);
    m_table->setModel(m_model);
    m_table->setColumns({{150, 1}, {200, 4}});
    m_table->setAccessibleName(tr("%1: header fields").arg(name));

    auto *bodyBox = new QWidget;
    auto *bodyLayout = new QVBoxLayout(bodyBox);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(0);
    QWidget *title = titleBar(tr("Body"), m_body->facts());
    title->layout()->addWidget(m_body->modeBox());
    bodyLayout->addWidget(title);
    bodyLayout->addWidget(m_body, 1);
    bodyLayout->addStretch(0);

    m_splitter->addWidget(m_table);
    m_splitter->addWidget(bodyBox);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(8);
    for (QLabel *label : {static_cast<QLabel *>(m_startLine), m_extra}) {
        label->setContentsMargins(12, 0, 12, 0);
        layout->addWidget(label);
    }
    layout->addWidget(m_splitter, 1);
    layout->addStretch(0);
}

void MessageView::showRequest(const Request &request)
{
    const QString target = QString::fromLatin1(requestTarget(request.url));
    show(u"%1 %2 %3"_s.arg(plainText(request.method), target, plainText(request.version)), request.headers,
         request.body, {});
}

void MessageView::showResponse(const Response &response)
{
    const QString extra = response.interim.isEmpty()
                              ? QString()
                              : tr("Interim responses before it: %1").arg(interimText(response.interim));
    show(u"%1 %2"_s.arg(plainText(response.version), statusLabel(response)), response.headers, response.body, extra);
}

void MessageView::selectField(const QString &name)
{
    QItemSelection selection;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data().toString().compare(name, Qt::CaseInsensitive) == 0)
            selection.select(index, index);
    }
    if (selection.isEmpty())
        return;
    const QModelIndex first = selection.constFirst().topLeft();
    m_table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(first);
}

void MessageView::selectRow(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(index);
}

void MessageView::showBodyMatch(qsizetype from, qsizetype length)
{
    m_body->showMatch(from, length);
}

void MessageView::showNothing(const QString &why)
{
    m_startLine->setWhole(why);
    m_extra->hide();
    m_splitter->hide();
}

void MessageView::show(const QString &startLine, const Headers &headers, const Body &body, const QString &extra)
{
    m_splitter->show();
    m_startLine->setWhole(startLine);
    m_extra->setText(extra);
    m_extra->setVisible(!extra.isEmpty());
    m_model->setFields(fieldsOf(headers));
    m_body->showBody(body, headers.first("Content-Type").value_or(QByteArray()));
}

} // namespace hopscope
