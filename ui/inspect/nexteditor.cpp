// SPDX-License-Identifier: MIT
#include "ui/inspect/nexteditor.h"

#include "http/url.h"
#include "paint/chainpainter.h"
#include "ui/look/foldtext.h"
#include "ui/look/widgets.h"
#include "ui/request/bodyeditor.h"
#include "ui/request/fieldnames.h"
#include "ui/request/paireditor.h"
#include "ui/request/requestbar.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostErrorLines = 4; ///< that are seen without scrolling

} // namespace

NextEditor::NextEditor(QWidget *parent)
    : QWidget(parent),
      m_method(methodBox()),
      m_url(new QLineEdit),
      m_headers(new PairEditor(tr("Header fields of the next request"), requestFieldNames(), false)),
      m_body(new BodyEditor),
      m_error(new QLabel),
      m_errorBox(scrollOn(m_error, tr("What is wrong with the next request")))
{
    m_method->setAccessibleName(tr("Method of the next request"));
    keepMono(m_url);
    m_url->setAccessibleName(tr("URL of the next request"));
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setAccessibleName(tr("What is wrong with the next request"));
    m_error->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_error->setMinimumWidth(1);
    m_errorBox->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_errorBox->setFocusPolicy(Qt::StrongFocus); // the keys scroll it
    m_errorBox->hide();
    auto *send = new QPushButton(tr("&Send (F10)"));
    send->setAccessibleName(tr("Send the edited request"));
    auto *discard = new QPushButton(tr("&Discard changes"));
    discard->setAccessibleName(tr("Discard the changes"));

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_method);
    first->addWidget(m_url, 1);
    auto *last = new QHBoxLayout;
    last->setSpacing(8);
    last->addStretch();
    last->addWidget(discard);
    last->addWidget(send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(first);
    layout->addWidget(m_headers);
    layout->addWidget(m_body);
    layout->addWidget(m_errorBox);
    layout->addLayout(last);
    layout->addStretch(1);
    setFocusProxy(m_method);
    connect(send, &QPushButton::clicked, this, &NextEditor::sendRequested);
    connect(discard, &QPushButton::clicked, this, &NextEditor::discarded);
    connect(m_url, &QLineEdit::returnPressed, this, &NextEditor::sendRequested);
    const auto tell = [this] {
        if (!m_filling)
            Q_EMIT changed();
    };
    connect(m_method, &QComboBox::currentTextChanged, this, tell);
    connect(m_url, &QLineEdit::textChanged, this, tell);
    connect(m_headers, &PairEditor::changed, this, tell);
    connect(m_body, &BodyEditor::changed, this, tell);
}

void NextEditor::setRequest(const Request &planned)
{
    m_filling = true;
    m_planned = planned;
    m_method->setCurrentText(QString::fromLatin1(planned.method));
    m_url->setText(QString::fromUtf8(planned.url));
    m_url->setCursorPosition(0);
    QList<Pair> fields;
    for (const Header &field : planned.headers.fields) {
        const bool own = equalsIgnoringCase(field.name, "Content-Length") ||
                         (equalsIgnoringCase(field.name, "Host") && field.value == hostField(planned.url));
        if (!own)
            fields.append({.name = QString::fromUtf8(field.name), .value = QString::fromUtf8(field.value)});
    }
    m_headers->setPairs(fields);
    m_keepsBody = planned.body.size != planned.body.bytes.size();
    const QByteArray type = planned.headers.first("Content-Type").value_or(QByteArray());
    m_body->setDraft(m_keepsBody ? BodyDraft() : draftOf({planned.body.bytes, {}}, type));
    m_body->setTypeInHeaders(QString::fromUtf8(type));
    m_body->setVisible(!m_keepsBody);
    m_fields = m_headers->pairs();
    m_draft = m_body->draft();
    m_filling = false;
    showError({});
}

bool NextEditor::isChanged() const
{
    return m_method->currentText() != QString::fromLatin1(m_planned.method) ||
           m_url->text() != QString::fromUtf8(m_planned.url) || m_headers->pairs() != m_fields ||
           m_body->draft() != m_draft;
}

QString NextEditor::requestLine() const
{
    return m_method->currentText().trimmed() + u' ' + m_url->text().trimmed();
}

/// A long one wraps, also within its words, and scrolls: the editor stays within its pane.
void NextEditor::showError(const QString &error)
{
    m_error->setText(breakable(error));
    m_errorBox->setVisible(!error.isEmpty());
    m_errorBox->verticalScrollBar()->setValue(0);
    fitError();
}

void NextEditor::fitError()
{
    const QMargins margins = layout()->contentsMargins();
    const int wanted = m_error->heightForWidth(std::max(width() - margins.left() - margins.right(), 1));
    m_errorBox->setFixedHeight(std::clamp(wanted, m_error->fontMetrics().lineSpacing(),
                                          kMostErrorLines * m_error->fontMetrics().lineSpacing()));
}

void NextEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_errorBox->isHidden())
        fitError();
}

Result<EditedRequest> NextEditor::read() const
{
    EditedRequest edited{.method = m_method->currentText().trimmed().toUtf8(), .url = m_url->text().trimmed()};
    for (const Pair &field : m_headers->pairs()) {
        if (!field.on)
            continue;
        const Result<Header> header = parseHeaderLine(field.name.trimmed() + u": "_s + field.value);
        if (!header)
            return Result<EditedRequest>::failure(header.error);
        edited.headers.append(header->name, header->value);
    }
    if (m_keepsBody)
        return edited;
    QByteArray type;
    const Result<RequestContent> content = contentOf(m_body->draft(), type);
    if (!content)
        return Result<EditedRequest>::failure(content.error);
    edited.content = *content;
    const bool isNew = !content->isEmpty() && content->bytes != m_planned.body.bytes;
    if (isNew && !type.isEmpty() && !edited.headers.contains("Content-Type"))
        edited.headers.append("Content-Type", type);
    return edited;
}

Result<EditedRequest> NextEditor::edited(const QString &client)
{
    Result<EditedRequest> edited = read();
    if (edited) {
        if (const Result<QByteArray> checked = checkEditedRequest(*edited, client); !checked)
            edited = Result<EditedRequest>::failure(checked.error);
    }
    showError(edited.error);
    return edited;
}

} // namespace hopscope
