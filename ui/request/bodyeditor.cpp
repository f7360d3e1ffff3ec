// SPDX-License-Identifier: MIT
#include "ui/request/bodyeditor.h"

#include "paint/chainpainter.h"
#include "text/jsontree.h"
#include "ui/look/widgets.h"
#include "ui/request/paireditor.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTextHeight = 118;

constexpr const char *kModes[] = {
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "No body"),
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "Text"),
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "JSON"),
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "Form fields"),
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "Multipart form"),
    QT_TRANSLATE_NOOP("hopscope::BodyEditor", "File"),
};
static_assert(std::size(kModes) == BodyDraft::ModeCount);

/// Pages of the stack.
enum PageNumber { EmptyPage, TextPage, FieldsPage, PartsPage, FilePage };
constexpr PageNumber kPages[] = {EmptyPage, TextPage, TextPage, FieldsPage, PartsPage, FilePage};
static_assert(std::size(kPages) == BodyDraft::ModeCount);

} // namespace

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent),
      m_mode(new ComboBox(tr("Kind of body"), false)),
      m_typeLabel(new QLabel(tr("Content-&Type"))),
      m_type(new ComboBox(tr("Content-Type of the body"), true)),
      m_text(new QPlainTextEdit),
      m_state(new QLabel),
      m_format(new QPushButton(tr("&Format"))),
      m_fields(new PairEditor(tr("Fields of the form"), {}, false)),
      m_parts(new PairEditor(tr("Parts of the form"), {}, true)),
      m_file(new QLineEdit),
      m_pages(new QStackedWidget)
{
    for (const char *mode : kModes)
        m_mode->addItem(tr(mode));
    for (int mode = BodyDraft::Text; mode < BodyDraft::ModeCount; ++mode)
        m_type->addItem(typeOf(BodyDraft::Mode(mode)));
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(20);
    makeMuted(m_state);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setAccessibleName(tr("State of the body"));
    m_format->setAccessibleName(tr("Format the JSON text"));

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_mode);
    m_typeLabel->setBuddy(m_type);
    row->addWidget(m_typeLabel);
    row->addWidget(m_type);
    row->addWidget(m_state, 1);
    row->addWidget(m_format);
    m_pages->addWidget(new QWidget);
    m_pages->addWidget(textPage());
    m_pages->addWidget(m_fields);
    m_pages->addWidget(m_parts);
    m_pages->addWidget(filePage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_pages);
    setFocusProxy(m_mode);
    connectAll();
    setDraft({});
}

QWidget *BodyEditor::textPage()
{
    keepMono(m_text);
    m_text->setAccessibleName(tr("Body"));
    m_text->setPlaceholderText(tr("Text to send as the body"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(kTextHeight);
    return m_text;
}

QWidget *BodyEditor::filePage()
{
    auto *page = new QWidget;
    m_file->setLayoutDirection(Qt::LeftToRight);
    m_file->setAccessibleName(tr("File to send as the body"));
    m_file->setPlaceholderText(tr("Path of the file to send"));
    auto *choose = new QPushButton(tr("&Choose…"));
    choose->setAccessibleName(tr("Choose the file to send"));
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_file, 1);
    row->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, &BodyEditor::chooseFile);
    return page;
}

void BodyEditor::connectAll()
{
    connect(m_mode, &QComboBox::currentIndexChanged, this, &BodyEditor::setMode);
    connect(m_type, &QComboBox::currentTextChanged, this, &BodyEditor::setType);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { setText(m_text->toPlainText()); });
    connect(m_format, &QPushButton::clicked, this, &BodyEditor::format);
    connect(m_fields, &PairEditor::changed, this, [this] {
        m_draft.fields = m_fields->pairs();
        change();
    });
    connect(m_parts, &PairEditor::changed, this, [this] {
        m_draft.parts = m_parts->pairs();
        change();
    });
    connect(m_file, &QLineEdit::textChanged, this, [this](const QString &path) {
        if (!m_filling)
            m_draft.file = path;
        change();
    });
}

void BodyEditor::setDraft(const BodyDraft &draft)
{
    m_filling = true;
    m_draft = draft;
    m_mode->setCurrentIndex(draft.mode);
    m_text->setPlainText(QString::fromUtf8(draft.bytes));
    m_fields->setPairs(draft.fields);
    m_parts->setPairs(draft.parts);
    m_file->setText(draft.file);
    m_filling = false;
    showState();
}

void BodyEditor::setTypeInHeaders(const QString &type)
{
    m_typeInHeaders = type;
    showState();
}

void BodyEditor::setMode(int mode)
{
    if (m_filling)
        return;
    m_draft.mode = BodyDraft::Mode(mode);
    change();
}

void BodyEditor::setText(const QString &text)
{
    if (m_filling)
        return;
    m_draft.bytes = text.toUtf8();
    change();
}

void BodyEditor::setType(const QString &type)
{
    if (m_filling)
        return;
    m_draft.type = type == typeOf(m_draft.mode) ? QString() : type.isNull() ? u""_s : type;
    change();
}

void BodyEditor::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File to send as the body"));
    if (!path.isEmpty())
        m_file->setText(path);
}

void BodyEditor::format()
{
    const QByteArray text = m_text->toPlainText().toUtf8();
    if (!readJson(text))
        return;
    // Through the cursor, so that it can be undone.
    QTextCursor cursor(m_text->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(formatJson(text)));
}

void BodyEditor::showState()
{
    m_pages->setCurrentIndex(kPages[m_draft.mode]);
    m_pages->setVisible(m_draft.mode != BodyDraft::None);
    // As high as the page that is shown.
    for (int i = 0; i < m_pages->count(); ++i)
        m_pages->widget(i)->setSizePolicy(QSizePolicy::Preferred,
                                          i == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    const QWidget *page = m_pages->currentWidget();
    m_pages->setMaximumHeight(std::clamp(page->sizeHint().height(), 0, page->maximumHeight()));
    m_filling = true;
    m_typeLabel->setVisible(m_draft.mode != BodyDraft::None);
    m_type->setVisible(m_draft.mode != BodyDraft::None);
    m_type->setEnabled(m_typeInHeaders.isEmpty());
    m_type->setCurrentText(m_typeInHeaders.isEmpty() ? typeOf(m_draft) : m_typeInHeaders);
    m_type->lineEdit()->setCursorPosition(0);
    m_type->setToolTip(m_typeInHeaders.isEmpty() ? QString() : tr("It is set among the header fields."));
    m_filling = false;
    m_format->setVisible(m_draft.mode == BodyDraft::Json);
    QString state;
    if (m_draft.mode == BodyDraft::Json && !m_draft.bytes.trimmed().isEmpty()) {
        const Result<JsonNode> json = readJson(m_draft.bytes);
        state = json ? tr("Valid JSON.") : tr("Not valid JSON: %1").arg(json.error);
        m_format->setEnabled(bool(json));
    }
    m_state->setText(state);
    m_state->setToolTip(state);
}

void BodyEditor::change()
{
    if (m_filling)
        return;
    showState();
    Q_EMIT changed();
}

} // namespace hopscope
