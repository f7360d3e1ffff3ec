// SPDX-License-Identifier: MIT
#include "ui/request/optioncontrol.h"

#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QWheelEvent>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNumberCharacters = 20;
constexpr int kLeastLineCharacters = 10;
constexpr int kShownLines = 3;
constexpr double kBytesStep = 1024;

QString translatedOption(const char *text)
{
    return text ? QCoreApplication::translate("requestoptions", text) : QString();
}

} // namespace

QString titleOf(const RequestOption &option)
{
    return translatedOption(option.title);
}

QString helpOf(const RequestOption &option)
{
    return translatedOption(option.help);
}

QString usualOf(const RequestOption &option)
{
    return option.usual ? translatedOption(option.usual().toUtf8().constData()) : QString();
}

NumberBox::NumberBox(const QString &usual, double step, QWidget *parent)
    : QAbstractSpinBox(parent), m_usual(usual), m_step(step)
{
    setButtonSymbols(NoButtons);
    setFocusPolicy(Qt::StrongFocus);
    lineEdit()->setPlaceholderText(usual);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberBox::edited);
}

QString NumberBox::typed() const
{
    return lineEdit()->text().trimmed();
}

void NumberBox::setTyped(const QString &text)
{
    lineEdit()->setText(text);
}

void NumberBox::stepBy(int steps)
{
    const double now = (typed().isEmpty() ? m_usual : typed()).toDouble(); // 0 for what is no number
    setTyped(QString::number(std::max(0.0, now + steps * m_step), 'f', QLocale::FloatingPointShortest));
    lineEdit()->selectAll();
}

QSize NumberBox::sizeHint() const
{
    return {kNumberCharacters * fontMetrics().averageCharWidth(), QAbstractSpinBox::sizeHint().height()};
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    // Who scrolls the panel past it does not mean it.
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

OptionControl::OptionControl(const RequestOption &option, QWidget *parent) : QWidget(parent), m_option(option)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    switch (option.kind) {
    case OptionKind::Switch:
        addSwitch();
        break;
    case OptionKind::Count:
    case OptionKind::Bytes:
    case OptionKind::Seconds:
        addNumber();
        break;
    case OptionKind::Text:
    case OptionKind::File:
        addLine();
        break;
    case OptionKind::Choice:
        addChoice();
        break;
    case OptionKind::Lines:
        addLines();
        break;
    }
}

void OptionControl::setField(QWidget *field)
{
    m_field = field;
    field->setAccessibleName(titleOf(m_option));
    field->setAccessibleDescription(helpOf(m_option));
    field->setToolTip(helpOf(m_option));
    setFocusProxy(field);
    layout()->addWidget(field);
}

void OptionControl::emitChanged()
{
    if (!m_filling)
        Q_EMIT changed();
}

void OptionControl::setValues(const QStringList &values)
{
    if (this->values() == values)
        return;
    m_filling = true;
    m_show(values);
    m_filling = false;
}

void OptionControl::addSwitch()
{
    auto *box = new QCheckBox(titleOf(m_option));
    setField(box);
    connect(box, &QCheckBox::toggled, this, &OptionControl::emitChanged);
    m_values = [box] { return box->isChecked() ? QStringList(QString()) : QStringList(); };
    m_show = [box](const QStringList &values) { box->setChecked(!values.isEmpty()); };
}

void OptionControl::addNumber()
{
    auto *box = new NumberBox(usualOf(m_option), m_option.kind == OptionKind::Bytes ? kBytesStep : 1);
    setField(box);
    if (m_option.kind == OptionKind::Seconds)
        layout()->addWidget(new QLabel(tr("s")));
    static_cast<QHBoxLayout *>(layout())->addStretch();
    connect(box, &NumberBox::edited, this, &OptionControl::emitChanged);
    m_values = [box] { return box->typed().isEmpty() ? QStringList() : QStringList(box->typed()); };
    m_show = [box](const QStringList &values) { box->setTyped(values.value(0)); };
}

void OptionControl::addLine()
{
    auto *line = new QLineEdit;
    line->setLayoutDirection(Qt::LeftToRight);
    line->setMinimumWidth(kLeastLineCharacters * line->fontMetrics().averageCharWidth());
    line->setPlaceholderText(usualOf(m_option));
    setField(line);
    if (m_option.kind == OptionKind::File) {
        auto *browse = pushButton(tr("Browse…"), tr("Choose the file"), tr("%1: browse").arg(titleOf(m_option)));
        layout()->addWidget(browse);
        connect(browse, &QPushButton::clicked, this, &OptionControl::browse);
    }
    connect(line, &QLineEdit::textChanged, this, &OptionControl::emitChanged);
    m_values = [line] {
        const QString text = line->text().trimmed();
        return text.isEmpty() ? QStringList() : QStringList(text);
    };
    m_show = [line](const QStringList &values) { line->setText(values.value(0)); };
}

void OptionControl::browse()
{
    const QString path = QFileDialog::getOpenFileName(this, titleOf(m_option), values().value(0));
    if (!path.isEmpty())
        static_cast<QLineEdit *>(m_field)->setText(path);
}

void OptionControl::addChoice()
{
    auto *box = new ComboBox(titleOf(m_option), false);
    // The first one is what is usual.
    box->addItems(m_option.choices());
    setField(box);
    connect(box, &QComboBox::currentIndexChanged, this, &OptionControl::emitChanged);
    m_values = [box] { return box->currentIndex() > 0 ? QStringList(box->currentText()) : QStringList(); };
    m_show = [box](const QStringList &values) {
        box->setCurrentIndex(std::max(0, values.isEmpty() ? 0 : box->findText(values.constFirst())));
    };
}

void OptionControl::addLines()
{
    auto *edit = new QPlainTextEdit;
    keepMono(edit);
    edit->setPlaceholderText(tr("%1, one a line").arg(QString(m_option.placeholder)));
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFixedHeight((kShownLines + 1) * edit->fontMetrics().lineSpacing());
    setField(edit);
    connect(edit, &QPlainTextEdit::textChanged, this, &OptionControl::emitChanged);
    m_values = [edit] {
        QStringList lines;
        for (const QString &line : edit->toPlainText().split(u'\n')) {
            if (!line.trimmed().isEmpty())
                lines.append(line.trimmed());
        }
        return lines;
    };
    m_show = [edit](const QStringList &values) { edit->setPlainText(values.join(u'\n')); };
}

} // namespace hopscope
