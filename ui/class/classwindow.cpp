// SPDX-License-Identifier: MIT
#include "ui/class/classwindow.h"

#include "class/candidates.h"
#include "class/classaddress.h"
#include "class/classpages.h"
#include "class/classtext.h"
#include "class/classvotes.h"
#include "class/homework.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "text/wholefile.h"
#include "ui/class/classquestion.h"
#include "ui/class/devicemodel.h"
#include "ui/class/qrview.h"
#include "ui/look/flowlayout.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTime>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSoonMs = 250;
constexpr QSize kClassWindowSize{1180, 820};
/// Type in px for each so many px of the window's height: 28 on a projector of 1920x1080, as in the class view.
constexpr int kProjectorType = 28;
constexpr int kProjectorHeight = 1080;
/// No smaller than this to the type of everything else.
constexpr qreal kLeastScale = 1.4;
constexpr int kNarrow = 60;
constexpr int kWide = 170;
constexpr int kMargin = 16;
constexpr int kQuestionShare = 2;

QLabel *placeLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setAccessibleName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

} // namespace

ClassWindow::ClassWindow(QWidget *parent)
    : QWidget(parent, Qt::Window),
      m_lesson(new ComboBox(tr("Lesson"), false)),
      m_address(new ComboBox(tr("Address of this machine"), false)),
      m_names(new QCheckBox(tr("Ask for &names"))),
      m_homework(pushButton(tr("&Homework…"),
                            tr("Choose the file of the key that signs the answers; a new name makes a key"),
                            tr("Homework"))),
      m_open(pushButton(tr("&Open to the class"), tr("Devices of the network can reach the lesson from then on"))),
      m_close(pushButton(tr("C&lose the class"), tr("Nothing listens any more"))),
      m_warning(new QLabel),
      m_message(new QLabel),
      m_question(new ClassQuestion),
      m_counts(new QLabel),
      m_devices(new DeviceModel(this)),
      m_table(new WrapTable)
{
    setWindowTitle(tr("Class on the local network"));
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    resize(kClassWindowSize);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    m_warning->setAccessibleName(tr("Open to the network"));
    m_warning->setWordWrap(true);
    m_message->setAccessibleName(tr("What happened"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_setup = buildSetup();
    auto *line = new QHBoxLayout;
    line->addWidget(m_warning, 1);
    line->addWidget(m_close);
    auto *upper = new QWidget;
    auto *row = new QHBoxLayout(upper);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kMargin);
    row->addWidget(buildPlace(), 1);
    auto *asked = new QVBoxLayout;
    asked->addWidget(m_question, 1);
    asked->addWidget(m_counts);
    asked->addWidget(buildSteps());
    row->addLayout(asked, kQuestionShare);
    m_parts = lineSplitter(Qt::Vertical, tr("Question, and what the devices sent"));
    m_parts->addWidget(upper);
    m_parts->addWidget(buildDevices());
    m_parts->setStretchFactor(0, 2);
    m_parts->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addWidget(m_setup);
    layout->addLayout(line);
    layout->addWidget(m_message);
    layout->addWidget(m_parts, 1);
    layout->addStretch();
    connect(m_open, &QPushButton::clicked, this, &ClassWindow::openClass);
    connect(m_homework, &QPushButton::clicked, this, &ClassWindow::chooseKey);
    connect(m_close, &QPushButton::clicked, &m_server, &ClassServer::close);
    connect(&m_server, &ClassServer::closed, this, &ClassWindow::showClosed);
    connect(&m_server, &ClassServer::changed, this, &ClassWindow::showRoom);
    connect(&m_soon, &QTimer::timeout, this, &ClassWindow::showDevices);
    // The keys of a clicker.
    auto *clicker = new QShortcut(QKeySequence(Qt::Key_PageDown), this);
    connect(clicker, &QShortcut::activated, this, [this] {
        if (const ClassStep *step = nextStep(m_server.room()))
            take(*step);
    });
    // The class view has the same key.
    auto *wholeScreen = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(wholeScreen, &QShortcut::activated, this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    showClosed({});
}

ClassWindow::~ClassWindow()
{
    m_server.disconnect(this);
}

QWidget *ClassWindow::buildSetup()
{
    for (const Lesson &lesson : lessons())
        m_lesson->addItem(translated(lesson).title, lesson.id);
    for (const ClassAddress &each : classAddresses())
        m_address->addItem(u"%1 (%2)"_s.arg(each.address.toString(), each.interface), each.address.toString());
    m_names->setAccessibleName(tr("Ask for names"));
    m_names->setToolTip(tr("Students may leave it out; names are in saved votes only"));
    m_open->setObjectName(u"primary"_s);
    auto *setup = new QWidget;
    auto *flow = new FlowLayout(setup);
    flow->addWidget(new QLabel(tr("Lesson")));
    flow->addWidget(m_lesson);
    flow->addWidget(new QLabel(tr("on")));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_address, m_names, m_homework, m_open})
        flow->addWidget(widget);
    return setup;
}

QWidget *ClassWindow::buildPlace()
{
    m_code = new QrView;
    m_url = placeLabel(tr("Address for the students"));
    m_word = placeLabel(tr("Word for the students"));
    m_hint = new QLabel;
    m_hint->setAccessibleName(tr("If no device gets here"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    makeMuted(m_hint);
    auto *place = new QWidget;
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_url);
    layout->addWidget(m_word);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_hint);
    return place;
}

QWidget *ClassWindow::buildSteps()
{
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(bar);
    for (const ClassStep &step : classSteps()) {
        QPushButton *button = pushButton(classText(step.title), {});
        button->setShortcut(QKeySequence(u"Alt+"_s + QChar(QLatin1Char(step.key)).toUpper()));
        flow->addWidget(button);
        m_steps.append(button);
        connect(button, &QPushButton::clicked, this, [this, &step] { take(step); });
    }
    return bar;
}

QWidget *ClassWindow::buildDevices()
{
    m_table->setAccessibleName(tr("What the devices sent"));
    m_table->setModel(m_devices);
    m_table->setColumns({{.minimum = kWide, .share = 1},
                         {.minimum = kNarrow, .share = 0},
                         {.minimum = kWide, .share = 2},
                         {.minimum = kWide, .share = 2},
                         {.minimum = kWide, .share = 2},
                         {.minimum = kWide, .share = 1}});
    QPushButton *votes = pushButton(tr("Save &votes…"), tr("As CSV"), tr("Save votes"));
    QPushButton *rows =
        pushButton(tr("Save &measured rows…"), tr("What the devices sent, in the form of the measured clients (JSON)"),
                   tr("Save measured rows"));
    connect(votes, &QPushButton::clicked, this,
            [this] { save(tr("Save votes"), u"votes.csv"_s, votesCsv(m_server.room())); });
    connect(rows, &QPushButton::clicked, this, &ClassWindow::saveCandidates);
    auto *devices = new QWidget;
    auto *layout = new QVBoxLayout(devices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(bar);
    flow->addWidget(votes);
    flow->addWidget(rows);
    layout->addWidget(bar);
    return devices;
}

void ClassWindow::chooseKey()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Key of the class"), u"class.key"_s, {}, nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    const Result<QByteArray> key = classKeyIn(path);
    if (key)
        m_key = *key;
    m_message->setText(
        key ? tr("Students find the homework on their page; grade it with \"hopscope-cli grade --key %1\".").arg(path)
            : key.error);
}

void ClassWindow::openClass()
{
    const Result<Lesson> lesson = findLesson(m_lesson->currentData().toString());
    const Result<ClassAddress> address = classAddressOf(m_address->currentData().toString());
    if (!lesson || !address) {
        m_message->setText(lesson ? address.error : lesson.error);
        return;
    }
    const QString fault = m_server.open({.lesson = translated(*lesson),
                                         .address = address->address,
                                         .asksNames = m_names->isChecked(),
                                         .key = m_key,
                                         .clock = {}});
    if (!fault.isEmpty()) {
        m_message->setText(fault);
        return;
    }
    const Classroom &room = m_server.room();
    m_until = QTime::currentTime().addMSecs(int(kClassMs)).toString(u"HH:mm"_s);
    m_message->setText((m_server.notes() + QStringList{room.whyNotPlayed}).join(u' ').trimmed());
    const QByteArray url = classUrl(room);
    m_code->setCode(url);
    m_url->setText(QString::fromLatin1(url));
    m_word->setText(tr("Word: %1").arg(room.word));
    m_hint->setText(firewallHint(*address, m_server.ports()).join(u'\n'));
    m_setup->setVisible(false);
    m_close->setVisible(true);
    for (QLabel *label : {m_url, m_word, m_hint})
        label->setVisible(true);
    m_parts->setVisible(true);
    showRoom();
    showWarning();
    focusNextStep();
}

void ClassWindow::showClosed(const QString &why)
{
    m_until.clear();
    // What was voted and sent stays to be saved.
    const bool hasRoom = !m_server.room().lesson.id.isEmpty();
    m_message->setText(hasRoom
                           ? why
                           : tr("Nothing is open yet. Choose a lesson and the address of this machine in the students' "
                                "network, then open it."));
    m_code->setCode({});
    m_code->setVisible(false);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_url, m_word, m_hint, m_close})
        widget->setVisible(false);
    m_setup->setVisible(true);
    m_parts->setVisible(hasRoom);
    for (QPushButton *button : std::as_const(m_steps))
        button->setEnabled(false);
    showWarning();
    m_open->setFocus();
}

void ClassWindow::showWarning()
{
    const QString text =
        m_server.isOpen()
            ? tr("OPEN TO THE NETWORK: %1 until %2").arg(QString::fromLatin1(classUrl(m_server.room())), m_until)
            : QString();
    const QColor red(colorsOf(palette()).bad.text);
    m_warning->setText(text.isEmpty() ? QString()
                                      : u"<b style=\"color:%1\">%2</b>"_s.arg(red.name(), text.toHtmlEscaped()));
    m_warning->setVisible(!text.isEmpty());
    Q_EMIT openChanged(text);
}

void ClassWindow::showRoom()
{
    const Classroom &room = m_server.room();
    m_question->showRoom(room);
    m_counts->setText(countsText(room));
    m_counts->setAccessibleName(tr("Devices and votes"));
    const std::span<const ClassStep> steps = classSteps();
    for (qsizetype i = 0; i < m_steps.size(); ++i)
        m_steps.at(i)->setEnabled(m_server.isOpen() && steps[size_t(i)].isPossible(room));
    if (!m_soon.isActive())
        m_soon.start();
}

void ClassWindow::showDevices()
{
    m_devices->setRows(classMatrix(m_server.room()));
}

void ClassWindow::take(const ClassStep &step)
{
    m_server.take(step);
    focusNextStep();
}

void ClassWindow::focusNextStep()
{
    const ClassStep *next = nextStep(m_server.room());
    if (next)
        m_steps.at(next - classSteps().data())->setFocus();
}

void ClassWindow::save(const QString &title, const QString &name, const QByteArray &bytes)
{
    const QString path = QFileDialog::getSaveFileName(this, title, name);
    if (path.isEmpty())
        return;
    WholeFile file(path);
    m_message->setText(file.open() && file.write(bytes)
                           ? tr("Saved to %1.").arg(path)
                           : tr("%1 was not written (%2). Choose another file.").arg(path, file.errorString()));
}

void ClassWindow::saveCandidates()
{
    const Result<QByteArray> file = candidateFile(m_server.room(), QDate::currentDate().toString(Qt::ISODate));
    if (file)
        save(tr("Save measured rows"), u"candidates.json"_s, *file);
    else
        m_message->setText(file.error);
}

void ClassWindow::fitType()
{
    // Fonts may change before everything is built.
    if (!m_parts)
        return;
    const int least = int(QFontInfo(font()).pixelSize() * kLeastScale);
    const int pixels = std::max(least, height() * kProjectorType / kProjectorHeight);
    m_question->setType(pixels, m_server.room());
    for (QLabel *label : {m_url, m_word}) {
        QFont large = label->font();
        large.setPixelSize(pixels);
        large.setBold(true);
        label->setFont(large);
    }
}

void ClassWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitType();
}

void ClassWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitType();
    if (event->type() == QEvent::PaletteChange)
        showWarning();
}

void ClassWindow::closeEvent(QCloseEvent *event)
{
    m_server.close();
    QWidget::closeEvent(event);
}

} // namespace hopscope
