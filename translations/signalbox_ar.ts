<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Csv</name>
    <message>
        <source>Table (%1)</source>
        <translation>جدول (%1)</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>صُدّر إلى %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>تعذّرت كتابة %1: %2</translation>
    </message>
</context>
<context>
    <name>SaidParts</name>
    <message>
        <source>Thinking, readable only for the provider</source>
        <translation>تفكير لا يقرؤه إلا المزوّد</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>التفكير</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>مرفوض</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>صوت</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>فيديو</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>The text goes on; Raw shows all of it.</source>
        <translation>للنص بقية؛ تجدها كاملة في العرض الخام.</translation>
    </message>
    <message>
        <source>Part without a type</source>
        <translation>جزء بلا نوع</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>Name of the tool</source>
        <translation>اسم الأداة</translation>
    </message>
</context>
<context>
    <name>sb::app::Console</name>
    <message>
        <source>Use the light look</source>
        <translation>استخدام المظهر الفاتح</translation>
    </message>
    <message>
        <source>Use the dark look</source>
        <translation>استخدام المظهر الداكن</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>%1 is not the address of a gateway</source>
        <translation>العنوان %1 ليس عنوان بوابة</translation>
    </message>
    <message>
        <source>The token file cannot be read</source>
        <translation>تعذّرت قراءة ملف رمز الوصول</translation>
    </message>
    <message>
        <source>--connect takes the address of an admin API, such as http://127.0.0.1:7412, and --token-file takes the file admin.token from its data folder.</source>
        <translation>يتطلب ‎--connect عنوان واجهة الإدارة، مثل http://127.0.0.1:7412، ويتطلب ‎--token-file الملف admin.token من مجلد بيانات البوابة.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The running gateway cannot be found: %1</source>
        <translation>تعذّر العثور على البوابة العاملة: %1</translation>
    </message>
    <message>
        <source>Signalbox keeps running</source>
        <translation>يستمر Signalbox في العمل</translation>
    </message>
    <message>
        <source>The gateway answers your apps. Click the icon to see the window again.</source>
        <translation>البوابة ترد على تطبيقاتك. انقر الأيقونة لإظهار النافذة من جديد.</translation>
    </message>
    <message>
        <source>The configuration could not be changed: %1</source>
        <translation>تعذّر تغيير التهيئة: %1</translation>
    </message>
</context>
<context>
    <name>sb::app::StartProblem</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>فتح الملف</translation>
    </message>
    <message>
        <source>Port %1 is already in use</source>
        <translation>المنفذ %1 مستخدَم</translation>
    </message>
    <message>
        <source>Use port %1 instead</source>
        <translation>استخدام المنفذ %1</translation>
    </message>
    <message>
        <source>The configuration has a mistake</source>
        <translation>في ملف التهيئة خطأ</translation>
    </message>
    <message>
        <source>The gateway did not start, so nothing runs differently from what you intended. Correct %1 at the lines named below, then try again.</source>
        <translation>لم تُشغَّل البوابة كي لا يعمل شيء على غير ما قصدت. صحّح %1 في الأسطر المذكورة أدناه، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Another gateway already uses this data folder</source>
        <translation>بوابة أخرى تستخدم مجلد البيانات هذا</translation>
    </message>
    <message>
        <source>Only one gateway can use %1. Show the running one in this window, or stop it and try again.</source>
        <translation>لا يمكن أن تستخدم %1 إلا بوابة واحدة. اعرض البوابة العاملة في هذه النافذة، أو أوقفها ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Show the running gateway</source>
        <translation>عرض البوابة العاملة</translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation>تعذّر استخدام مجلد البيانات</translation>
    </message>
    <message>
        <source>Signalbox keeps keys and the log in %1. Make sure that you can write there and that the disk is not full, then try again.</source>
        <translation>يحفظ Signalbox المفاتيح والسجل في %1. تأكد من أن لديك إذن الكتابة فيه ومن أن القرص غير ممتلئ، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The gateway did not start</source>
        <translation>تعذّر تشغيل البوابة</translation>
    </message>
    <message>
        <source>Its message is below. Try again, or restart this computer.</source>
        <translation>تجد رسالتها أدناه. أعد المحاولة، أو أعد تشغيل هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Another program on this computer is listening there.</source>
        <translation>يستمع هناك برنامج آخر على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>%1 (process %2) is listening there.</source>
        <translation>يستمع هناك %1 (العملية %2).</translation>
    </message>
    <message>
        <source>Stop that program, or let the gateway use another port. The new port is saved in the configuration, and your apps need the new address.</source>
        <translation>أوقف ذلك البرنامج، أو دع البوابة تستخدم منفذًا آخر: سيُدوَّن ذلك في التهيئة، وستحتاج تطبيقاتك إلى العنوان الجديد.</translation>
    </message>
    <message>
        <source>Stop that program, or let the gateway use another port. The port comes from the command line: the new one holds until Signalbox ends, and your apps need the new address.</source>
        <translation>أوقف ذلك البرنامج، أو دع البوابة تستخدم منفذًا آخر. المنفذ محدد في سطر الأوامر: يسري الجديد حتى ينتهي Signalbox، وتحتاج تطبيقاتك إلى العنوان الجديد.</translation>
    </message>
</context>
<context>
    <name>sb::ui::AboutSection</name>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Signalbox %1</source>
        <translation>Signalbox %1</translation>
    </message>
    <message>
        <source>Free software under the GNU GPL, version 3 or later, without warranty.</source>
        <translation>برنامج حر بموجب رخصة GNU GPL، الإصدار 3 أو أحدث، دون أي ضمان.</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>نسخ أرقام الإصدارات</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>التهيئة</translation>
    </message>
    <message>
        <source>Holds all settings of the gateway.</source>
        <translation>يضم كل إعدادات البوابة.</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>نسخ مسار الملف</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>البيانات</translation>
    </message>
    <message>
        <source>Log, keys, vault, and what this console remembers.</source>
        <translation>السجل والمفاتيح والخزنة وما تتذكره لوحة التحكم هذه.</translation>
    </message>
    <message>
        <source>Copy the folder&apos;s path</source>
        <translation>نسخ مسار المجلد</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>الرخص</translation>
    </message>
    <message>
        <source>for this program and its parts</source>
        <translation>رخص هذا البرنامج ومكوّناته</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>قراءة</translation>
    </message>
    <message>
        <source>Read the licence of %1</source>
        <translation>قراءة رخصة %1</translation>
    </message>
    <message>
        <source>Models and prices</source>
        <translation>النماذج والأسعار</translation>
    </message>
    <message>
        <source>What is known of models, and what they cost.</source>
        <translation>ما هو معروف عن النماذج وتكلفتها.</translation>
    </message>
    <message>
        <source>%1 models, as of %2</source>
        <translation>%1 نموذجًا، حتى %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::Access</name>
    <message>
        <source>Give the key a name, usually that of the app or person.</source>
        <translation>أعط المفتاح اسمًا، وهو عادةً اسم التطبيق أو الشخص.</translation>
    </message>
    <message>
        <source>The name is too long: use at most 64 characters.</source>
        <translation>الاسم طويل جدًا: الحد الأقصى 64 حرفًا.</translation>
    </message>
    <message>
        <source>The name contains a line break or an invisible character.</source>
        <translation>في الاسم فاصل أسطر أو حرف غير مرئي.</translation>
    </message>
    <message>
        <source>A key named %1 already exists. Choose another name.</source>
        <translation>يوجد مفتاح باسم %1. اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>Too many names: use at most 100.</source>
        <translation>عدد الأسماء كبير جدًا: الحد الأقصى 100.</translation>
    </message>
    <message>
        <source>One of the model names is too long.</source>
        <translation>أحد أسماء النماذج طويل جدًا.</translation>
    </message>
    <message>
        <source>A model name contains an invisible character.</source>
        <translation>في أحد أسماء النماذج حرف غير مرئي.</translation>
    </message>
    <message>
        <source>This key no longer exists.</source>
        <translation>لم يعد هذا المفتاح موجودًا.</translation>
    </message>
    <message>
        <source>This key is in the configuration file: remove it from `keys` there.</source>
        <translation>هذا المفتاح مدوَّن في ملف التهيئة: احذفه هناك من `keys`.</translation>
    </message>
    <message>
        <source>A key of that name already exists. Choose another name.</source>
        <translation>يوجد مفتاح بهذا الاسم. اختر اسمًا آخر.</translation>
    </message>
</context>
<context>
    <name>sb::ui::AccessPage</name>
    <message>
        <source>The keys cannot be shown</source>
        <translation>تعذّر عرض المفاتيح</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>No key yet</source>
        <translation>لا مفاتيح بعد</translation>
    </message>
    <message>
        <source>Give each app its own key: logs and spend then show who asked, and you can shut out one app without the others.</source>
        <translation>أعطِ كل تطبيق مفتاحه الخاص: عندئذٍ يبيّن السجل والإنفاق صاحب كل طلب، ويمكنك منع تطبيق دون غيره.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>مفتاح جديد</translation>
    </message>
    <message>
        <source>No keys match</source>
        <translation>لا مفتاح مطابق</translation>
    </message>
    <message>
        <source>Search for another text, or show all keys.</source>
        <translation>ابحث عن نص آخر، أو اعرض كل المفاتيح.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>لا مفاتيح</numerusform>
            <numerusform>مفتاح واحد</numerusform>
            <numerusform>مفتاحان</numerusform>
            <numerusform>%Ln مفاتيح</numerusform>
            <numerusform>%Ln مفتاحًا</numerusform>
            <numerusform>%Ln مفتاح</numerusform>
        </translation>
    </message>
    <message>
        <source>This key is in the configuration file.</source>
        <translation>هذا المفتاح مدوَّن في ملف التهيئة.</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>قد يكون المعروض قديمًا.</translation>
    </message>
    <message>
        <source>Key %1 is now called %2.</source>
        <translation>أصبح اسم المفتاح %1 الآن %2.</translation>
    </message>
    <message>
        <source>Revoke key “%1”?</source>
        <translation>إبطال المفتاح «%1»؟</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %Ln keys?</source>
        <translation>
            <numerusform>إبطال المفاتيح؟</numerusform>
            <numerusform>إبطال مفتاح واحد؟</numerusform>
            <numerusform>إبطال مفتاحين؟</numerusform>
            <numerusform>إبطال %Ln مفاتيح؟</numerusform>
            <numerusform>إبطال %Ln مفتاحًا؟</numerusform>
            <numerusform>إبطال %Ln مفتاح؟</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests with a revoked key get 401 at once, and running answers end. This cannot be undone. To be revoked: %1</source>
        <translation>تتلقى الطلبات ذات المفتاح المُبطَل الحالة 401 فورًا، وتنقطع الردود الجارية. لا يمكن التراجع عن ذلك. ما سيُبطَل: %1</translation>
    </message>
    <message numerus="yes">
        <source>Revoke</source>
        <translation>
            <numerusform>إبطال</numerusform>
            <numerusform>إبطال</numerusform>
            <numerusform>إبطال</numerusform>
            <numerusform>إبطال</numerusform>
            <numerusform>إبطال</numerusform>
            <numerusform>إبطال</numerusform>
        </translation>
    </message>
    <message>
        <source>Key %1 is revoked.</source>
        <translation>أُبطل المفتاح %1.</translation>
    </message>
    <message>
        <source>Key %1: %2</source>
        <translation>المفتاح %1: %2</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>إعادة التسمية…</translation>
    </message>
    <message>
        <source>Show its requests</source>
        <translation>عرض طلباته</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>نسخ كنص</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>إبطال…</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>الوصول</translation>
    </message>
    <message>
        <source>Search keys, models, tags</source>
        <translation>البحث في المفاتيح والنماذج والوسوم</translation>
    </message>
    <message>
        <source>Keys to show</source>
        <translation>المفاتيح المعروضة</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>السارية</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>المنتهية</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>المُبطلة</translation>
    </message>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
</context>
<context>
    <name>sb::ui::AccessScreen</name>
    <message>
        <source>New key…</source>
        <translation>مفتاح جديد…</translation>
    </message>
    <message>
        <source>access app token</source>
        <translation>وصول تطبيق رمز مفتاح token</translation>
    </message>
    <message>
        <source>Open key %1</source>
        <translation>فتح المفتاح %1</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>الوصول</translation>
    </message>
</context>
<context>
    <name>sb::ui::AddDialog</name>
    <message>
        <source>Add a provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>قوالب جاهزة</translation>
    </message>
    <message>
        <source>Any other address</source>
        <translation>أي عنوان آخر</translation>
    </message>
    <message>
        <source>Remove it again</source>
        <translation>إزالته</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message numerus="yes">
        <source>Search %Ln presets</source>
        <translation>
            <numerusform>البحث في القوالب</numerusform>
            <numerusform>البحث في قالب واحد</numerusform>
            <numerusform>البحث في قالبين</numerusform>
            <numerusform>البحث في %Ln قوالب</numerusform>
            <numerusform>البحث في %Ln قالبًا</numerusform>
            <numerusform>البحث في %Ln قالب</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Save and test again</source>
        <translation>حفظ واختبار من جديد</translation>
    </message>
    <message>
        <source>Add and test</source>
        <translation>إضافة واختبار</translation>
    </message>
    <message>
        <source>Keep it anyway</source>
        <translation>إبقاؤه مع ذلك</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>%1 is in the configuration.</source>
        <translation>أُضيف %1 إلى ملف التهيئة.</translation>
    </message>
    <message>
        <source>It is saved first, then tested with one request for its list of models.</source>
        <translation>يُحفظ أولًا، ثم يُختبر بطلب واحد لقائمة نماذجه.</translation>
    </message>
</context>
<context>
    <name>sb::ui::BackupCard</name>
    <message>
        <source>With the log</source>
        <translation>مع السجل</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>نسخ احتياطي…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>استعادة…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Do not restore</source>
        <translation>عدم الاستعادة</translation>
    </message>
    <message>
        <source>Rows and sums; the texts of requests and answers are never in a backup.</source>
        <translation>الصفوف والمجاميع؛ أما نصوص الطلبات والردود فلا تدخل أبدًا في نسخة احتياطية.</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>One file with the configuration, the gateway&apos;s keys and the sealed vault. Not in it: the key that opens the vault, and secrets in the system&apos;s keychain. Keep the file as safe as your keys.</source>
        <translation>ملف واحد فيه التهيئة ومفاتيح البوابة والخزنة المختومة. لا يضم المفتاح الذي يفتح الخزنة، ولا المفاتيح السرية المحفوظة في سلسلة مفاتيح النظام. احفظ الملف بعناية كما تحفظ مفاتيحك.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>A backup is waiting: it is restored at the gateway&apos;s next start.</source>
        <translation>نسخة احتياطية في الانتظار: ستُستعاد عند التشغيل القادم للبوابة.</translation>
    </message>
    <message>
        <source>The backup is checked first and restored at the gateway&apos;s next start. What is there now is kept aside.</source>
        <translation>تُفحص النسخة الاحتياطية أولًا ثم تُستعاد عند التشغيل القادم للبوابة. ويُحفظ الموجود الآن جانبًا.</translation>
    </message>
    <message>
        <source>Back up to</source>
        <translation>مكان النسخة الاحتياطية</translation>
    </message>
    <message>
        <source>Copying the databases…</source>
        <translation>جارٍ نسخ قواعد البيانات…</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>كُتب %1</translation>
    </message>
    <message>
        <source>Backed up to %1, %2</source>
        <translation>حُفظت النسخة الاحتياطية في %1، %2</translation>
    </message>
    <message>
        <source>No backup was made: %1</source>
        <translation>لم تُنشأ نسخة احتياطية: %1</translation>
    </message>
    <message>
        <source>Restore from</source>
        <translation>الاستعادة من</translation>
    </message>
    <message>
        <source>Backups (*.tar)</source>
        <translation>النسخ الاحتياطية (*.tar)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>كل الملفات (*)</translation>
    </message>
    <message>
        <source>Restore from “%1”?</source>
        <translation>الاستعادة من «%1»؟</translation>
    </message>
    <message>
        <source>At the gateway&apos;s next start, the backup replaces the configuration, the keys and, if it contains one, the log. Keys made since then stop working, and secrets in the system&apos;s keychain stay as they are. Today&apos;s files are kept in the data folder, in a folder named before-restore-….</source>
        <translation>عند التشغيل القادم للبوابة تحل النسخة الاحتياطية محل التهيئة والمفاتيح، وكذلك السجل إن وُجد فيها. تتوقف المفاتيح التي أُنشئت بعدها عن العمل، وتبقى المفاتيح السرية في سلسلة مفاتيح النظام كما هي. تُحفظ ملفات اليوم في مجلد باسم before-restore-… داخل مجلد البيانات.</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>أُرسل %1 من %2</translation>
    </message>
    <message>
        <source>The gateway is checking it…</source>
        <translation>البوابة تفحصها…</translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>لم يتغير شيء: %1</translation>
    </message>
    <message>
        <source>The backup of %1 is restored when the gateway next starts. To do that now, quit Signalbox and start it again.</source>
        <translation>تُستعاد النسخة الاحتياطية بتاريخ %1 عند التشغيل القادم للبوابة. لفعل ذلك الآن، أنهِ Signalbox وشغّله من جديد.</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>لم يُستعد: %1</translation>
    </message>
    <message>
        <source>It is still waiting: %1</source>
        <translation>ما زالت في الانتظار: %1</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>تم الإيقاف؛ لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Stopped; no backup was made.</source>
        <translation>تم الإيقاف؛ لم تُنشأ نسخة احتياطية.</translation>
    </message>
</context>
<context>
    <name>sb::ui::Canvas</name>
    <message>
        <source>Try in order</source>
        <translation>تُجرَّب بالترتيب</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>المخطط</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>إضافة نموذج…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln retries</source>
        <translation>
            <numerusform>بلا إعادة محاولة</numerusform>
            <numerusform>إعادة محاولة واحدة</numerusform>
            <numerusform>إعادتا محاولة</numerusform>
            <numerusform>%Ln إعادات محاولة</numerusform>
            <numerusform>%Ln إعادة محاولة</numerusform>
            <numerusform>%Ln إعادة محاولة</numerusform>
        </translation>
    </message>
    <message>
        <source>Always</source>
        <translation>دائمًا</translation>
    </message>
    <message>
        <source>the next one when one fails</source>
        <translation>التالي عند فشل ما قبله</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>نقل إلى أعلى</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>نقل إلى أسفل</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
</context>
<context>
    <name>sb::ui::ChatRequest</name>
    <message>
        <source>%1 has %2; a picture may have at most %3. Make it smaller and attach it again.</source>
        <translation>حجم %1 هو %2، والحد الأقصى للصورة %3. صغّرها ثم أرفقها من جديد.</translation>
    </message>
    <message>
        <source>%1 is not a PNG, JPEG, WebP or GIF picture.</source>
        <translation>الملف %1 ليس صورة PNG أو JPEG أو WebP أو GIF.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>تعذّرت قراءة %1: %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::Checklist</name>
    <message>
        <source>Get your first request through</source>
        <translation>إرسال طلبك الأول</translation>
    </message>
    <message>
        <source>Three steps, about two minutes.</source>
        <translation>ثلاث خطوات، نحو دقيقتين.</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>أُنجز %1 من %2</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message>
        <source>A service with your API key, or a model server on this computer.</source>
        <translation>خدمة بمفتاح API الخاص بك، أو خادم نماذج على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>توصيل تطبيق</translation>
    </message>
    <message>
        <source>Point its base URL at Signalbox. Your provider key stays here; the app gets its own.</source>
        <translation>وجّه عنوانه الأساسي إلى Signalbox. يبقى مفتاح المزوّد هنا، ويحصل التطبيق على مفتاح خاص به.</translation>
    </message>
    <message>
        <source>See the first request arrive</source>
        <translation>مشاهدة وصول الطلب الأول</translation>
    </message>
    <message>
        <source>It appears here and in Logs, with its price.</source>
        <translation>يظهر هنا وفي السجل مع سعره.</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>إضافة آخر</translation>
    </message>
    <message>
        <source>No key at hand?</source>
        <translation>لا مفتاح لديك الآن؟</translation>
    </message>
    <message>
        <source>Try without a key</source>
        <translation>التجربة دون مفتاح</translation>
    </message>
    <message>
        <source>%1 is running on this computer</source>
        <translation>يعمل %1 على هذا الحاسوب</translation>
    </message>
    <message numerus="yes">
        <source>Port %1, %Ln models: %2. No key needed.</source>
        <translation>
            <numerusform>المنفذ %1، بلا نماذج: %2. لا يلزم مفتاح.</numerusform>
            <numerusform>المنفذ %1، نموذج واحد: %2. لا يلزم مفتاح.</numerusform>
            <numerusform>المنفذ %1، نموذجان منهما %2. لا يلزم مفتاح.</numerusform>
            <numerusform>المنفذ %1، %Ln نماذج منها %2. لا يلزم مفتاح.</numerusform>
            <numerusform>المنفذ %1، %Ln نموذجًا منها %2. لا يلزم مفتاح.</numerusform>
            <numerusform>المنفذ %1، %Ln نموذج منها %2. لا يلزم مفتاح.</numerusform>
        </translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>استخدامه</translation>
    </message>
</context>
<context>
    <name>sb::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>لوحة الأوامر</translation>
    </message>
    <message>
        <source>Find or run…</source>
        <translation>بحث أو تنفيذ…</translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation>بحث أو تنفيذ</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>Nothing by this name</source>
        <translation>لا شيء بهذا الاسم</translation>
    </message>
</context>
<context>
    <name>sb::ui::ConnectPanel</name>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
    <message>
        <source>The key is made once there is a provider.</source>
        <translation>يُنشأ المفتاح عند وجود مزوّد.</translation>
    </message>
    <message>
        <source>Key %1, made for this app</source>
        <translation>المفتاح %1، أُنشئ لهذا التطبيق</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>نسخ المقتطف</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>توصيل تطبيق</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>لا نموذج بعد</translation>
    </message>
    <message>
        <source>Apps</source>
        <translation>التطبيقات</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>المقتطف</translation>
    </message>
    <message>
        <source>Send it for me</source>
        <translation>إرساله نيابةً عني</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>مفتاح جديد</translation>
    </message>
    <message>
        <source>Key %1, made earlier. Only a new key can be copied or sent.</source>
        <translation>المفتاح %1، أُنشئ سابقًا. لا يمكن نسخ أو إرسال إلا مفتاح جديد.</translation>
    </message>
    <message>
        <source>hidden when you leave this screen</source>
        <translation>يُخفى عند مغادرتك هذه الشاشة</translation>
    </message>
    <message>
        <source>No key was made. %1</source>
        <translation>لم يُنشأ أي مفتاح. %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::ConversationView</name>
    <message>
        <source>Conversation</source>
        <translation>المحادثة</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln earlier turns</source>
        <translation>
            <numerusform>لا رسائل أقدم</numerusform>
            <numerusform>عرض رسالة أقدم واحدة</numerusform>
            <numerusform>عرض رسالتين أقدم</numerusform>
            <numerusform>عرض %Ln رسائل أقدم</numerusform>
            <numerusform>عرض %Ln رسالة أقدم</numerusform>
            <numerusform>عرض %Ln رسالة أقدم</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>النظام</translation>
    </message>
    <message>
        <source>User</source>
        <translation>المستخدم</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>المساعد</translation>
    </message>
    <message>
        <source>Tool result</source>
        <translation>نتيجة أداة</translation>
    </message>
    <message>
        <source>The request cannot be shown as a conversation.</source>
        <translation>لا يمكن عرض الطلب كمحادثة.</translation>
    </message>
    <message>
        <source>The answer cannot be shown whole as a conversation.</source>
        <translation>لا يمكن عرض الجواب كاملًا كمحادثة.</translation>
    </message>
    <message>
        <source>Show as sent</source>
        <translation>اعرضه كما أُرسل</translation>
    </message>
</context>
<context>
    <name>sb::ui::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
</context>
<context>
    <name>sb::ui::DemoCard</name>
    <message>
        <source>Demo provider</source>
        <translation>المزوّد التوضيحي</translation>
    </message>
    <message>
        <source>Answers without a key, from inside the gateway, until you switch it off or the gateway stops. Its requests are marked and cost nothing.</source>
        <translation>يرد دون مفتاح من داخل البوابة، إلى أن تعطّله أو تتوقف البوابة. تُعلَّم طلباته، وهي بلا تكلفة.</translation>
    </message>
    <message>
        <source>It could not be switched on or off: %1</source>
        <translation>تعذّر تفعيله أو تعطيله: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::DestinationModel</name>
    <message>
        <source>Host</source>
        <translation>المضيف</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>الغرض</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
</context>
<context>
    <name>sb::ui::Destinations</name>
    <message>
        <source>Provider %1</source>
        <translation>المزوّد %1</translation>
    </message>
    <message>
        <source>requests and tests</source>
        <translation>الطلبات والاختبارات</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الوكيل</translation>
    </message>
    <message>
        <source>on the way to providers</source>
        <translation>في الطريق إلى المزوّدين</translation>
    </message>
    <message>
        <source>the system&apos;s proxy</source>
        <translation>وكيل النظام</translation>
    </message>
    <message>
        <source>if the desktop or the environment names one</source>
        <translation>إذا حدّده سطح المكتب أو متغيرات البيئة</translation>
    </message>
    <message>
        <source>Local model servers</source>
        <translation>خوادم النماذج المحلية</translation>
    </message>
    <message>
        <source>looked for when a provider is added</source>
        <translation>يُبحث عنها عند إضافة مزوّد</translation>
    </message>
</context>
<context>
    <name>sb::ui::DestinationsSection</name>
    <message>
        <source>Destinations</source>
        <translation>الوجهات</translation>
    </message>
    <message>
        <source>Everything this program contacts</source>
        <translation>كل ما يتصل به هذا البرنامج</translation>
    </message>
    <message>
        <source>Nothing else: no telemetry, no check for updates, no list of models from elsewhere. Updates come from the package manager.</source>
        <translation>لا شيء غير ذلك: لا قياس عن بُعد، ولا بحث عن تحديثات، ولا قائمة نماذج من مكان آخر. تأتي التحديثات من مدير الحزم.</translation>
    </message>
</context>
<context>
    <name>sb::ui::DetailTables</name>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>الإدخال</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>إدخال من الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>Written to cache</source>
        <translation>كتابة في الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>Written to cache for 1 h</source>
        <translation>كتابة في الذاكرة المؤقتة لساعة</translation>
    </message>
    <message>
        <source>Audio input</source>
        <translation>إدخال صوتي</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>الإخراج</translation>
    </message>
    <message>
        <source>Audio output</source>
        <translation>إخراج صوتي</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>الاستدلال</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>الطلب</translation>
    </message>
    <message>
        <source>Price, line by line</source>
        <translation>السعر بالتفصيل</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>الفئة</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>الرموز</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>السعر</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>التكلفة</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>أول رمز</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ناجح</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>أُعيد استخدامه</translation>
    </message>
    <message>
        <source>%1 each</source>
        <translation>%1 لكل منها</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>الصور</translation>
    </message>
    <message>
        <source>Web searches</source>
        <translation>عمليات بحث الويب</translation>
    </message>
    <message>
        <source>File searches</source>
        <translation>عمليات بحث الملفات</translation>
    </message>
    <message>
        <source>Cached audio</source>
        <translation>صوت من الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>Prompts with web search</source>
        <translation>طلبات مع بحث في الويب</translation>
    </message>
    <message>
        <source>As the provider charged</source>
        <translation>حسب ما حسبه المزوّد</translation>
    </message>
</context>
<context>
    <name>sb::ui::Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>sb::ui::DiffDialog</name>
    <message>
        <source>What differs</source>
        <translation>الفروق</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>الرد الأول</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>الرد الثاني</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Both say the same, word for word.</source>
        <translation>الردّان متطابقان كلمةً بكلمة.</translation>
    </message>
    <message>
        <source>%1 of the text is the same.</source>
        <translation>%1 من النص متطابق.</translation>
    </message>
</context>
<context>
    <name>sb::ui::DryRunPanel</name>
    <message>
        <source>answers</source>
        <translation>يرد</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>لم يصله الدور</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>تشغيل تجريبي</translation>
    </message>
    <message>
        <source>Close the dry run</source>
        <translation>إغلاق التشغيل التجريبي</translation>
    </message>
    <message>
        <source>Request, as JSON (optional)</source>
        <translation>الطلب بصيغة JSON (اختياري)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Nothing is sent to a provider.</source>
        <translation>لا يُرسل شيء إلى أي مزوّد.</translation>
    </message>
    <message>
        <source>This is not a JSON object. Paste the body that the app sends, or leave the field empty.</source>
        <translation>هذا ليس كائن JSON. الصق المحتوى الذي يرسله التطبيق، أو اترك الخانة فارغة.</translation>
    </message>
    <message>
        <source>Estimated cost</source>
        <translation>التكلفة المقدَّرة</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>needs a request</source>
        <translation>يتطلب طلبًا</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>لا محاولات</numerusform>
            <numerusform>محاولة واحدة</numerusform>
            <numerusform>محاولتان</numerusform>
            <numerusform>%Ln محاولات</numerusform>
            <numerusform>%Ln محاولة</numerusform>
            <numerusform>%Ln محاولة</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is skipped</source>
        <translation>يُتجاوَز %1</translation>
    </message>
    <message>
        <source>No model would answer</source>
        <translation>لن يرد أي نموذج</translation>
    </message>
    <message>
        <source>Add a model that can be called, or fix a provider.</source>
        <translation>أضف نموذجًا يمكن استدعاؤه، أو أصلح أحد المزوّدين.</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>يرد %1</translation>
    </message>
    <message>
        <source>First in order, and it can be called.</source>
        <translation>الأول في الترتيب، ويمكن استدعاؤه.</translation>
    </message>
    <message>
        <source>The first that can be called now.</source>
        <translation>أول ما يمكن استدعاؤه الآن.</translation>
    </message>
    <message>
        <source>Called again if that fails.</source>
        <translation>يُستدعى من جديد إذا فشل ذلك.</translation>
    </message>
    <message>
        <source>Next, if that fails.</source>
        <translation>التالي إذا فشل ذلك.</translation>
    </message>
    <message>
        <source>The draft cannot be published as it is: %1</source>
        <translation>لا يمكن نشر المسودة بحالها: %1</translation>
    </message>
    <message>
        <source>Runs the draft without publishing it. Nothing is sent to a provider.</source>
        <translation>تُشغَّل المسودة تجريبيًا دون نشرها. لا يُرسل شيء إلى أي مزوّد.</translation>
    </message>
    <message>
        <source>gets a copy</source>
        <translation>يحصل على نسخة</translation>
    </message>
    <message>
        <source>Gets a copy, whose answer nobody sees.</source>
        <translation>يحصل على نسخة لا يرى أحد إجابتها.</translation>
    </message>
    <message>
        <source>The system prompt is replaced</source>
        <translation>تُستبدل تعليمات النظام</translation>
    </message>
    <message>
        <source>The system prompt is added to</source>
        <translation>تُضاف نصوص إلى تعليمات النظام</translation>
    </message>
</context>
<context>
    <name>sb::ui::ErrorList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>route %1</source>
        <translation>المسار ⁦%1⁩</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>المفتاح ⁦%1⁩</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Last errors</source>
        <translation>آخر الأخطاء</translation>
    </message>
    <message>
        <source>of the last 24 hours</source>
        <translation>خلال آخر 24 ساعة</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>فتح في السجل</translation>
    </message>
    <message>
        <source>No errors in the last 24 hours</source>
        <translation>لا أخطاء خلال آخر 24 ساعة</translation>
    </message>
    <message>
        <source>When a request fails, you see here what happened.</source>
        <translation>عندما يفشل طلب، يُذكر هنا ما حدث.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ErrorWords</name>
    <message>
        <source>The gateway does not answer. Nothing is lost: try again when it is back.</source>
        <translation>البوابة لا ترد. لم تفقد شيئًا: أعد المحاولة عندما تعود.</translation>
    </message>
    <message>
        <source>The gateway does not accept this console. Start the console again.</source>
        <translation>البوابة لا تقبل لوحة التحكم هذه. أعد تشغيل لوحة التحكم.</translation>
    </message>
    <message>
        <source>Someone else has changed the configuration file in the meantime. Try again.</source>
        <translation>غيّر طرف آخر ملف التهيئة في هذه الأثناء. أعد المحاولة.</translation>
    </message>
    <message>
        <source>The gateway refused it: %1</source>
        <translation>رفضته البوابة: %1</translation>
    </message>
    <message>
        <source>The gateway said: %1</source>
        <translation>رسالة البوابة: %1</translation>
    </message>
    <message>
        <source>There was no answer in time. See whether it was done after all, then try again.</source>
        <translation>لم تصل إجابة في الوقت المحدد. تحقق مما إذا كان الأمر قد تم رغم ذلك، ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>What answers at the gateway&apos;s address is not Signalbox. Start the console again, or give it the right address.</source>
        <translation>ما يجيب على عنوان البوابة ليس Signalbox. أعد تشغيل لوحة التحكم أو أعطها العنوان الصحيح.</translation>
    </message>
    <message>
        <source>The encrypted connection to the gateway was refused: %1. Check its address and certificate.</source>
        <translation>رُفض الاتصال المشفّر بالبوابة: %1. تحقق من عنوانها وشهادتها.</translation>
    </message>
    <message>
        <source>The answer is too large to show. Ask for less of it.</source>
        <translation>الإجابة أكبر من أن تُعرض. اطلب جزءًا أصغر منها.</translation>
    </message>
    <message>
        <source>%1. Choose another place.</source>
        <translation>%1. اختر مكانًا آخر.</translation>
    </message>
    <message>
        <source>The disk is full, so nothing was saved. Make room on it, then try again.</source>
        <translation>القرص ممتلئ، لذلك لم يُحفظ شيء. أفرغ مساحة عليه ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>One of the gateway&apos;s files is damaged: %1 Restore a backup in Settings, then start again.</source>
        <translation>أحد ملفات البوابة تالف: %1 استعد نسخة احتياطية من الإعدادات، ثم ابدأ من جديد.</translation>
    </message>
    <message>
        <source>The gateway cannot use its files: %1. Make sure that they may be read and written, then try again.</source>
        <translation>لا تستطيع البوابة استخدام ملفاتها: %1. تأكد من السماح بقراءتها وكتابتها، ثم حاول مجددًا.</translation>
    </message>
    <message>
        <source>The gateway is still starting, or has too much to do. Try again in a moment.</source>
        <translation>البوابة ما زالت تبدأ، أو لديها عمل كثير. أعد المحاولة بعد قليل.</translation>
    </message>
    <message>
        <source>The gateway is ending, so this was not done. Start it again, then try again.</source>
        <translation>البوابة في طريقها إلى الإغلاق، فلم يُنفَّذ ذلك. شغّلها من جديد ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The keychain or the encrypted file is locked. Unlock it, then try again.</source>
        <translation>سلسلة المفاتيح أو الملف المشفّر مقفل. افتح القفل ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>A secret is not where it should be: %1. Enter it again in Providers, or mend its place.</source>
        <translation>أحد المفاتيح السرية ليس في مكانه: %1. أدخله من جديد في «المزوّدون» أو أصلح مكان حفظه.</translation>
    </message>
    <message>
        <source>The provider takes no requests now. Try again in a minute, or use another model.</source>
        <translation>لا يقبل المزوّد الطلبات الآن. أعد المحاولة بعد دقيقة، أو استخدم نموذجًا آخر.</translation>
    </message>
    <message>
        <source>No model can answer now. See in Providers which of them has a problem, then try again.</source>
        <translation>لا يستطيع أي نموذج الإجابة الآن. انظر في «المزوّدون» أيها به مشكلة، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The gateway cannot do this now: %1. Try again in a moment.</source>
        <translation>لا تستطيع البوابة فعل ذلك الآن: %1. أعد المحاولة بعد قليل.</translation>
    </message>
    <message>
        <source>The configuration file is read-only, so the gateway cannot change it. Make it writable, then try again.</source>
        <translation>ملف التهيئة للقراءة فقط، فلا تستطيع البوابة تغييره. اجعله قابلًا للكتابة ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The gateway failed at this: %1. Try again, or start the gateway again.</source>
        <translation>تعذّر على البوابة إنجاز هذا: %1. أعد المحاولة أو أعد تشغيل البوابة.</translation>
    </message>
</context>
<context>
    <name>sb::ui::FacetList</name>
    <message>
        <source>Filter by</source>
        <translation>التصفية حسب</translation>
    </message>
</context>
<context>
    <name>sb::ui::FacetModel</name>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>المزوّد</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>الناجحة</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>المُلغاة</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>المقطوعة</translation>
    </message>
</context>
<context>
    <name>sb::ui::Feedback</name>
    <message>
        <source>the gateway is stopped</source>
        <translation>البوابة متوقفة</translation>
    </message>
</context>
<context>
    <name>sb::ui::Figures</name>
    <message>
        <source>Requests</source>
        <translation>الطلبات</translation>
    </message>
    <message>
        <source>today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>أول رمز</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>p50 · p95 %1</source>
        <translation>⁦p50⁩ · ⁦p95⁩ %1</translation>
    </message>
    <message>
        <source>no stream yet</source>
        <translation>لا بث بعد</translation>
    </message>
    <message>
        <source>Spend today</source>
        <translation>إنفاق اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unpriced</source>
        <translation>
            <numerusform>لا طلبات بلا سعر</numerusform>
            <numerusform>طلب واحد بلا سعر</numerusform>
            <numerusform>طلبان بلا سعر</numerusform>
            <numerusform>%Ln طلبات بلا سعر</numerusform>
            <numerusform>%Ln طلبًا بلا سعر</numerusform>
            <numerusform>%Ln طلب بلا سعر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::FilterBar</name>
    <message>
        <source>Filter, for example %1</source>
        <translation>التصفية، مثلًا %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>إزالة %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>التصفية</translation>
    </message>
    <message>
        <source>A word is looked for in the names of models, providers, keys and routes, in error messages and in request ids, not in conversations.</source>
        <translation>يُبحث عن الكلمة في أسماء النماذج والمزوّدين والمفاتيح والمسارات وفي رسائل الخطأ ومعرّفات الطلبات، لا في المحادثات.</translation>
    </message>
</context>
<context>
    <name>sb::ui::Format</name>
    <message>
        <source>%1K</source>
        <translation>%1 ألف</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1 مليون</translation>
    </message>
    <message>
        <source>%1B</source>
        <translation>%1 مليار</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
    <message>
        <source>%1 req/s</source>
        <translation>%1 طلب/ث</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ملي ث</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 د %2 ث</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 س %2 د</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day, time of day</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min ago</source>
        <translation>
            <numerusform>قبل أقل من دقيقة</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %Ln دقائق</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h ago</source>
        <translation>
            <numerusform>قبل أقل من ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %Ln ساعات</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>in a list</comment>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>sb::ui::GatewayBand</name>
    <message>
        <source>The gateway does not accept this console&apos;s token. Start the console again, or give it the right token file.</source>
        <translation>البوابة لا تقبل رمز الوصول الخاص بلوحة التحكم هذه. أعد تشغيل لوحة التحكم، أو زوّدها بملف الرمز الصحيح.</translation>
    </message>
    <message>
        <source>Nothing answers at the gateway&apos;s admin address. What you see may be out of date.</source>
        <translation>لا رد من عنوان إدارة البوابة. قد يكون المعروض قديمًا.</translation>
    </message>
    <message>
        <source>The gateway does not answer (%1). What you see may be out of date.</source>
        <translation>البوابة لا ترد (%1). قد يكون المعروض قديمًا.</translation>
    </message>
    <message>
        <source>Console disconnected.</source>
        <translation>لوحة التحكم غير متصلة.</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>إعادة المحاولة الآن</translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation>البوابة متوقفة.</translation>
    </message>
    <message>
        <source>Apps get no answers. Log, spend and settings keep working.</source>
        <translation>لا تتلقى التطبيقات ردودًا. يبقى السجل والإنفاق والإعدادات متاحة.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Apps are served, but their requests are missing in it. Make room on the disk: it goes on by itself.</source>
        <translation>تُخدَم التطبيقات، لكن طلباتها لا تُسجَّل فيه. أفرغ مساحة على القرص وسيُستأنف التسجيل تلقائيًا.</translation>
    </message>
    <message>
        <source>Apps are refused meanwhile. Make room on the disk: it goes on by itself.</source>
        <translation>تُرفض طلبات التطبيقات في هذه الأثناء. أفرغ مساحة على القرص وسيُستأنف العمل تلقائيًا.</translation>
    </message>
    <message>
        <source>No key is accepted.</source>
        <translation>لا يُقبل أي مفتاح.</translation>
    </message>
    <message>
        <source>The file of keys is damaged. Restore a backup in Settings, then start again.</source>
        <translation>ملف المفاتيح تالف. استعد نسخة احتياطية من الإعدادات، ثم ابدأ من جديد.</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>فتح الإعدادات</translation>
    </message>
    <message>
        <source>The log cannot be written.</source>
        <translation>لا يمكن كتابة السجل.</translation>
    </message>
    <message>
        <source>The log was damaged; a new one is begun.</source>
        <translation>كان السجل تالفًا؛ بدأ سجل جديد.</translation>
    </message>
    <message>
        <source>The old one is kept as %1</source>
        <translation>السجل القديم محفوظ باسم %1</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>مفهوم</translation>
    </message>
</context>
<context>
    <name>sb::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>الخصائص</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>المُهل</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>إعادات المحاولة</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>موروثة</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>إعادة التسمية…</translation>
    </message>
    <message>
        <source>Time limit: %1</source>
        <translation>المهلة: %1</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>الموضع %1</translation>
    </message>
    <message>
        <source>This route comes with the demo and is not in the file.</source>
        <translation>هذا المسار جزء من العرض التوضيحي وليس في الملف.</translation>
    </message>
    <message>
        <source>Choose a model on the canvas to give it limits of its own.</source>
        <translation>اختر نموذجًا في المخطط لتعيين حدود خاصة به.</translation>
    </message>
    <message>
        <source>Grey values are inherited. A retry calls the same model again.</source>
        <translation>القيم الرمادية موروثة. إعادة المحاولة تستدعي النموذج نفسه.</translation>
    </message>
    <message>
        <source>Delete route…</source>
        <translation>حذف المسار…</translation>
    </message>
    <message>
        <source>Remove from the route</source>
        <translation>إزالة من المسار</translation>
    </message>
    <message>
        <source>%1: write a time with its unit, such as 250ms, 30s or 5m.</source>
        <translation>%1: اكتب مدة مع وحدتها، مثل 250ms أو 30s أو 5m.</translation>
    </message>
    <message>
        <source>Edit in YAML</source>
        <translation>التحرير في YAML</translation>
    </message>
    <message>
        <source>What it does is changed in the YAML.</source>
        <translation>يُغيَّر ما يفعله في YAML.</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeyDialog</name>
    <message>
        <source>Add a key to %1</source>
        <translation>إضافة مفتاح إلى %1</translation>
    </message>
    <message>
        <source>Key %1 of %2</source>
        <translation>المفتاح %1 للمزوّد %2</translation>
    </message>
    <message>
        <source>Leave it empty to keep the current one</source>
        <translation>اتركه فارغًا للإبقاء على المفتاح الحالي</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>الوزن</translation>
    </message>
    <message>
        <source>A key of weight 3 gets three times the requests of a key of weight 1.</source>
        <translation>يتلقى مفتاح وزنه 3 ثلاثة أمثال طلبات مفتاح وزنه 1.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>إضافة مفتاح</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeyList</name>
    <message>
        <source>never</source>
        <translation>لم يُستخدم بعد</translation>
    </message>
    <message>
        <source>Connected apps</source>
        <translation>التطبيقات المتصلة</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>توصيل تطبيق</translation>
    </message>
</context>
<context>
    <name>sb::ui::KeysModel</name>
    <message>
        <source>revoked %1</source>
        <translation>أُبطل %1</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>انتهى في %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>لم يُستخدم بعد</translation>
    </message>
    <message>
        <source>all models</source>
        <translation>كل النماذج</translation>
    </message>
    <message>
        <source>configuration file</source>
        <translation>ملف التهيئة</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>النماذج المسموح بها</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>تاريخ الإنشاء</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>آخر 30 يومًا</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>آخر استخدام</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneProblem</name>
    <message>
        <source>The answer broke off</source>
        <translation>انقطع الرد</translation>
    </message>
    <message>
        <source>The request was refused</source>
        <translation>رُفض الطلب</translation>
    </message>
    <message>
        <source>The key was refused</source>
        <translation>رُفض المفتاح</translation>
    </message>
    <message>
        <source>The provider asks for payment</source>
        <translation>يطلب المزوّد الدفع</translation>
    </message>
    <message>
        <source>No such model</source>
        <translation>لا يوجد نموذج كهذا</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>لا رد في الوقت المحدد</translation>
    </message>
    <message>
        <source>The request is too large</source>
        <translation>الطلب كبير جدًا</translation>
    </message>
    <message>
        <source>A limit was reached</source>
        <translation>تم بلوغ أحد الحدود</translation>
    </message>
    <message>
        <source>No model can answer now</source>
        <translation>لا يستطيع أي نموذج الرد الآن</translation>
    </message>
    <message>
        <source>The provider failed</source>
        <translation>فشل المزوّد</translation>
    </message>
    <message>
        <source>The request failed</source>
        <translation>فشل الطلب</translation>
    </message>
    <message>
        <source>Another model or other parameters may work.</source>
        <translation>قد ينجح نموذج آخر، أو معاملات أخرى.</translation>
    </message>
    <message>
        <source>Check the provider&apos;s key.</source>
        <translation>افحص مفتاح المزوّد.</translation>
    </message>
    <message>
        <source>Choose another one in the head of this lane.</source>
        <translation>اختر غيره في رأس هذا العمود.</translation>
    </message>
    <message>
        <source>Send a shorter text or smaller pictures.</source>
        <translation>أرسل نصًا أقصر أو صورًا أصغر.</translation>
    </message>
    <message>
        <source>The gateway answered with status %1.</source>
        <translation>ردّت البوابة بالحالة %1.</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>what was said, next step</comment>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>The gateway cannot be reached</source>
        <translation>تعذّر الوصول إلى البوابة</translation>
    </message>
    <message>
        <source>%1
Check in the status bar whether it is running, then try again.</source>
        <translation>%1
تحقق في شريط الحالة من أنها تعمل، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The console has no key for this request</source>
        <translation>ليس لدى لوحة التحكم مفتاح لهذا الطلب</translation>
    </message>
    <message>
        <source>The connection ended before the answer did. What arrived is above.</source>
        <translation>انتهى الاتصال قبل اكتمال الرد. ما وصل منه معروض أعلاه.</translation>
    </message>
    <message>
        <source>The answer was stopped</source>
        <translation>أُوقف الرد</translation>
    </message>
    <message>
        <source>It is longer than a lane can show. What arrived is above.</source>
        <translation>الرد أطول مما يستطيع العمود عرضه. ما وصل منه معروض أعلاه.</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>البوابة متوقفة</translation>
    </message>
    <message>
        <source>Start it in the status bar, then try again.</source>
        <translation>شغّلها من شريط الحالة، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>See in Providers what is wrong, or choose another model.</source>
        <translation>انظر في «المزوّدون» ما الخلل، أو اختر نموذجًا آخر.</translation>
    </message>
    <message>
        <source>Try again in a moment, or choose another model.</source>
        <translation>أعد المحاولة بعد قليل، أو اختر نموذجًا آخر.</translation>
    </message>
    <message>
        <source>Try again, or choose another model.</source>
        <translation>أعد المحاولة، أو اختر نموذجًا آخر.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneProblemView</name>
    <message>
        <source>Ask again</source>
        <translation>إعادة السؤال</translation>
    </message>
</context>
<context>
    <name>sb::ui::LaneView</name>
    <message>
        <source>Choose a model</source>
        <translation>اختيار نموذج</translation>
    </message>
    <message>
        <source>route: %1</source>
        <translation>المسار: %1</translation>
    </message>
    <message>
        <source>Model of lane %1: %2</source>
        <translation>نموذج العمود %1: %2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>جارٍ البث</translation>
    </message>
    <message>
        <source>done</source>
        <translation>اكتمل</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>أُوقف</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>يظهر الرد هنا.</translation>
    </message>
    <message>
        <source>%1 first token</source>
        <translation>أول رمز: %1</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 رمز/ث</translation>
    </message>
    <message>
        <source>%1 → %2 tok</source>
        <translation>%1 ← %2 رمز</translation>
    </message>
    <message>
        <source>≈ %1 tok</source>
        <translation>≈ %1 رمز</translation>
    </message>
    <message>
        <source>from the cache</source>
        <translation>من الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>المحاولة %1</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>أكثر من %1</translation>
    </message>
    <message>
        <source>asked last: %1</source>
        <translation>آخر من سُئل: %1</translation>
    </message>
    <message>
        <source>answered by %1</source>
        <translation>المجيب: %1</translation>
    </message>
    <message>
        <source>Lane %1</source>
        <translation>العمود %1</translation>
    </message>
    <message>
        <source>Answer of lane %1</source>
        <translation>رد العمود %1</translation>
    </message>
    <message>
        <source>Parameters of lane %1</source>
        <translation>معاملات العمود %1</translation>
    </message>
    <message>
        <source>Remove lane %1</source>
        <translation>إزالة العمود %1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Open the request of lane %1 in Logs</source>
        <translation>فتح طلب العمود %1 في السجل</translation>
    </message>
</context>
<context>
    <name>sb::ui::Leaving</name>
    <message>
        <source>Keep the gateway running?</source>
        <translation>إبقاء البوابة عاملة؟</translation>
    </message>
    <message>
        <source>Signalbox can stay in the tray, so that your apps keep getting answers. If you quit, they get none. You can change this in Settings.</source>
        <translation>يمكن أن يبقى Signalbox في علبة النظام لتستمر تطبيقاتك في تلقي الردود. إذا أنهيته فلن تتلقى شيئًا. يمكنك تغيير ذلك في الإعدادات.</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>الاستمرار في علبة النظام</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests are still running. They have up to 30 seconds to finish.</source>
        <translation>
            <numerusform>لا طلبات جارية.</numerusform>
            <numerusform>لا يزال طلب واحد جاريًا. أمامه 30 ثانية على الأكثر لينتهي.</numerusform>
            <numerusform>لا يزال طلبان جاريين. أمامهما 30 ثانية على الأكثر لينتهيا.</numerusform>
            <numerusform>لا تزال %Ln طلبات جارية. أمامها 30 ثانية على الأكثر لتنتهي.</numerusform>
            <numerusform>لا يزال %Ln طلبًا جاريًا. أمامها 30 ثانية على الأكثر لتنتهي.</numerusform>
            <numerusform>لا يزال %Ln طلب جاريًا. أمامها 30 ثانية على الأكثر لتنتهي.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Signalbox?</source>
        <translation>إنهاء Signalbox؟</translation>
    </message>
    <message>
        <source>Signalbox can stay as a minimised window, so that your apps keep getting answers. If you quit, they get none. You can change this in Settings.</source>
        <translation>يمكن أن يبقى Signalbox نافذةً مصغّرة لتستمر تطبيقاتك في تلقي الإجابات. إذا أنهيته فلن تتلقى شيئًا. يمكنك تغيير ذلك في الإعدادات.</translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation>تصغير</translation>
    </message>
    <message>
        <source>Drafts and choices could not be kept, because %1 cannot be written. Make room on the disk first, or they are lost.</source>
        <translation>تعذّر حفظ المسودات والاختيارات لأن %1 لا يمكن كتابته. أفرغ مساحة على القرص أولًا وإلا فُقدت.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ListenerSection</name>
    <message>
        <source>Require a gateway key</source>
        <translation>اشتراط مفتاح بوابة</translation>
    </message>
    <message>
        <source>Can be off only while every listener is on this computer.</source>
        <translation>لا يمكن تعطيله إلا إذا كانت كل وحدات الاستماع على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Host names besides addresses</source>
        <translation>أسماء المضيف إلى جانب العناوين</translation>
    </message>
    <message>
        <source>Requests that name another host are refused. Separate with commas.</source>
        <translation>تُرفض الطلبات التي تذكر مضيفًا آخر. افصل بينها بفواصل.</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>أسماء المضيف</translation>
    </message>
    <message>
        <source>Web origins that may call</source>
        <translation>أصول الويب المسموح لها بالاستدعاء</translation>
    </message>
    <message>
        <source>None: pages in a browser are refused. Separate with commas.</source>
        <translation>عند تركه فارغًا تُرفض صفحات المتصفح. افصل بينها بفواصل.</translation>
    </message>
    <message>
        <source>Web origins</source>
        <translation>أصول الويب</translation>
    </message>
    <message>
        <source>Worker threads</source>
        <translation>خيوط المعالجة</translation>
    </message>
    <message>
        <source>One carries tens of thousands of requests a second.</source>
        <translation>يعالج الخيط الواحد عشرات آلاف الطلبات في الثانية.</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>المُهل</translation>
    </message>
    <message>
        <source>such as 250ms, 30s or 15m; routes may set their own</source>
        <translation>مثل 250ms أو 30s أو 15m؛ ويمكن أن تحدد المسارات مُهلها الخاصة</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>استعادة القيم الافتراضية</translation>
    </message>
</context>
<context>
    <name>sb::ui::ListenersCard</name>
    <message>
        <source>Listeners</source>
        <translation>وحدات الاستماع</translation>
    </message>
    <message>
        <source>where apps reach the gateway</source>
        <translation>حيث تصل التطبيقات إلى البوابة</translation>
    </message>
    <message>
        <source>Add listener</source>
        <translation>إضافة وحدة استماع</translation>
    </message>
    <message>
        <source>Address of listener %1</source>
        <translation>عنوان وحدة الاستماع %1</translation>
    </message>
    <message>
        <source>Port of listener %1</source>
        <translation>منفذ وحدة الاستماع %1</translation>
    </message>
    <message>
        <source>with TLS</source>
        <translation>مع TLS</translation>
    </message>
    <message>
        <source>without TLS</source>
        <translation>دون TLS</translation>
    </message>
    <message>
        <source>Remove listener %1</source>
        <translation>إزالة وحدة الاستماع %1</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Other computers can then reach this one at %1. They need a key, and no bodies are recorded unless you choose otherwise.</source>
        <translation>ستصل حواسيب أخرى إلى هذا الحاسوب على %1. يلزمها مفتاح، ولن يُسجَّل المحتوى عندئذٍ ما لم تحدد خلاف ذلك.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogCells</name>
    <message>
        <source>asked for %1</source>
        <translation>المطلوب: %1</translation>
    </message>
    <message>
        <source>A provider may have charged an attempt that failed.</source>
        <translation>ربما حاسب المزوّد على محاولة فاشلة.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ناجح</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>قيد التنفيذ</translation>
    </message>
    <message>
        <source>cancelled by the caller</source>
        <translation>ألغاه مُرسِل الطلب</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>مقطوع</translation>
    </message>
    <message>
        <source>live</source>
        <translation>جارٍ</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>مقطوع</translation>
    </message>
    <message>
        <source>error</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>الرموز</translation>
    </message>
    <message>
        <source>First</source>
        <comment>time to the first token</comment>
        <translation>أول رمز</translation>
    </message>
    <message>
        <source>Total</source>
        <comment>time</comment>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>التكلفة</translation>
    </message>
    <message>
        <source>The demo provider answered: it costs nothing and does not count in Spend.</source>
        <translation>رد المزوّد التوضيحي: لا تكلفة له ولا يُحتسب في الإنفاق.</translation>
    </message>
    <message>
        <source>demo</source>
        <comment>instead of a price</comment>
        <translation>توضيحي</translation>
    </message>
    <message>
        <source>answered from it</source>
        <translation>أُجيب منها</translation>
    </message>
    <message>
        <source>answered from it, %1 saved</source>
        <translation>أُجيب منها، وُفّر %1</translation>
    </message>
    <message>
        <source>shared another request&apos;s call</source>
        <translation>شارك استدعاء طلب آخر</translation>
    </message>
    <message>
        <source>shared another request&apos;s call, %1 saved</source>
        <translation>شارك استدعاء طلب آخر، وُفّر %1</translation>
    </message>
    <message>
        <source>not in it yet</source>
        <translation>ليس فيها بعد</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogDetailView</name>
    <message>
        <source>This request is still running</source>
        <translation>لا يزال هذا الطلب جاريًا</translation>
    </message>
    <message>
        <source>Its details appear here as soon as it has ended.</source>
        <translation>تظهر كل تفاصيله هنا حالما ينتهي.</translation>
    </message>
    <message>
        <source>This request is not in the log</source>
        <translation>هذا الطلب ليس في السجل</translation>
    </message>
    <message>
        <source>It may have been deleted because its time ran out, or the number is wrong: %1</source>
        <translation>ربما حُذف بعد انقضاء مدة حفظه، أو أن الرقم غير صحيح: %1</translation>
    </message>
    <message>
        <source>The request cannot be read</source>
        <translation>تعذّرت قراءة الطلب</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>No attempt</source>
        <translation>لا محاولة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts</source>
        <translation>
            <numerusform>لا محاولات</numerusform>
            <numerusform>محاولة واحدة</numerusform>
            <numerusform>محاولتان</numerusform>
            <numerusform>%Ln محاولات</numerusform>
            <numerusform>%Ln محاولة</numerusform>
            <numerusform>%Ln محاولة</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, finish reason %2</source>
        <translation>%1، سبب الإنهاء %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>model, why it was chosen</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Attempts (%1)</source>
        <translation>المحاولات (%1)</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>There is no conversation in this request.</source>
        <translation>لا محادثة في هذا الطلب.</translation>
    </message>
    <message>
        <source>The tokens are estimated: the provider sent no count.</source>
        <translation>عدد الرموز تقديري: لم يرسل المزوّد عددًا.</translation>
    </message>
    <message>
        <source>Tokens as the provider counted them.</source>
        <translation>عدد الرموز بحسب المزوّد.</translation>
    </message>
    <message>
        <source>A part has no known price and is not in the sum.</source>
        <translation>جزء منها غير معروف السعر، وهو خارج المجموع.</translation>
    </message>
    <message>
        <source>A provider may have charged an attempt that failed.</source>
        <translation>ربما حاسب المزوّد على محاولة فاشلة.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>المجيب</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>الرموز</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>التكلفة</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>User</source>
        <translation>المستخدم</translation>
    </message>
    <message>
        <source>From</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>المحادثة</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>الطلب الخام</translation>
    </message>
    <message>
        <source>Raw response</source>
        <translation>الرد الخام</translation>
    </message>
    <message>
        <source>Price, line by line</source>
        <translation>السعر بالتفصيل</translation>
    </message>
    <message>
        <source>USD per 1M tokens</source>
        <translation>دولار أمريكي لكل مليون رمز</translation>
    </message>
    <message>
        <source>Why this route</source>
        <translation>سبب اختيار هذا المسار</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <source>Said to the provider in other words: %1.</source>
        <translation>قيل للمزوّد بصيغة أخرى: %1.</translation>
    </message>
    <message>
        <source>Not said to the provider: %1.</source>
        <translation>لم يُقل للمزوّد: %1.</translation>
    </message>
    <message>
        <source>No price is known for this model. Give it one with Price… at its provider; later requests then have a cost.</source>
        <translation>لا يُعرف سعر لهذا النموذج. حدّد له سعرًا بواسطة «السعر…» لدى مزوّده، فتُحسب تكلفة الطلبات اللاحقة.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>ذاكرة الإجابات</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogList</name>
    <message>
        <source>%1 selected · %2 · %3 tokens</source>
        <comment>rows, money, tokens</comment>
        <translation>المحدد: %1 · %2 · الرموز: %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows that pass the filter, all rows</comment>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>No requests match this filter</source>
        <translation>لا طلب يطابق هذه التصفية</translation>
    </message>
    <message>
        <source>New ones appear here as they arrive. Remove a word from the filter to see more.</source>
        <translation>تظهر الطلبات الجديدة هنا عند وصولها. احذف كلمة من التصفية لعرض المزيد.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>مسح التصفية</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <source>The log cannot be shown</source>
        <translation>تعذّر عرض السجل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogModel</name>
    <message>
        <source>When it came. The rows stand in the order in which requests ended, the newest on top.</source>
        <translation>وقت وصوله. الصفوف مرتبة بحسب انتهاء الطلبات، والأحدث في الأعلى.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogModelDelegate</name>
    <message>
        <source>cache</source>
        <translation>الذاكرة المؤقتة</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogSection</name>
    <message>
        <source>What is recorded</source>
        <translation>ما يُسجَّل</translation>
    </message>
    <message>
        <source>Bodies of requests and answers</source>
        <translation>محتوى الطلبات والردود</translation>
    </message>
    <message>
        <source>Redacted keeps their shape without what people and models wrote. Times, tokens and cost are always kept.</source>
        <translation>الخيار «محجوب» يحفظ البنية دون ما كتبه الأشخاص والنماذج. أما الأوقات والرموز والتكلفة فتُحفظ دائمًا.</translation>
    </message>
    <message>
        <source>Bodies</source>
        <translation>المحتوى</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>كامل</translation>
    </message>
    <message>
        <source>Redacted</source>
        <translation>محجوب</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا محتوى</translation>
    </message>
    <message>
        <source>Storage and retention</source>
        <translation>التخزين ومدة الحفظ</translation>
    </message>
    <message>
        <source>Keep for</source>
        <translation>مدة الحفظ</translation>
    </message>
    <message>
        <source>Such as 12h or 30d. Older rows are deleted.</source>
        <translation>مثل 12h أو 30d. تُحذف الصفوف الأقدم.</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>الحد الأقصى للحجم</translation>
    </message>
    <message>
        <source>Such as 500MB or 5GB. The oldest bodies are deleted first.</source>
        <translation>مثل 500MB أو 5GB. يُحذف أقدم المحتوى أولًا.</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>الأمان عند الأعطال</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>الكتابة</translation>
    </message>
    <message>
        <source>Strict ends an answer only once its row is on the disk. In batches, a power cut loses up to 50 ms of rows.</source>
        <translation>لا ينهي الخيار «صارم» الرد إلا بعد كتابة صفه على القرص؛ أما «على دفعات» فقد تُفقد معه عند انقطاع الكهرباء صفوف آخر 50 ملي ثانية.</translation>
    </message>
    <message>
        <source>In batches</source>
        <translation>على دفعات</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>صارم</translation>
    </message>
    <message>
        <source>When the disk is full</source>
        <translation>عند امتلاء القرص</translation>
    </message>
    <message>
        <source>Serving without a log counts what is lost and shows it.</source>
        <translation>عند الاستمرار بلا سجل يُحصى ما يُفقد ويُعرض.</translation>
    </message>
    <message>
        <source>Serve without a log</source>
        <translation>الاستمرار بلا سجل</translation>
    </message>
    <message>
        <source>Refuse requests</source>
        <translation>رفض الطلبات</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogTable</name>
    <message>
        <source>Requests</source>
        <translation>الطلبات</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>نسخ كنص</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>نسخ كأمر curl</translation>
    </message>
    <message>
        <source>%1 (no room)</source>
        <translation>%1 (لا مكان)</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsEmpty</name>
    <message>
        <source>No requests yet</source>
        <translation>لا طلبات بعد</translation>
    </message>
    <message>
        <source>Every request through Signalbox appears here while it runs: who asked, which model answered, how long it took and what it cost.</source>
        <translation>يظهر هنا كل طلب يمر عبر Signalbox أثناء تنفيذه: من طلب، وأي نموذج رد، وكم استغرق، وكم كلّف.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>توصيل تطبيق</translation>
    </message>
    <message>
        <source>Or from a shell</source>
        <translation>أو من سطر الأوامر</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>نسخ الأمر</translation>
    </message>
    <message>
        <source>Command for a shell</source>
        <translation>أمر لسطر الأوامر</translation>
    </message>
    <message>
        <source>The log stays with the gateway; nothing is sent elsewhere.</source>
        <translation>يبقى السجل لدى البوابة؛ ولا يُرسل شيء إلى مكان آخر.</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsPage</name>
    <message>
        <source>Live, following</source>
        <translation>مباشر، مع المتابعة</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Live, above</source>
        <translation>المباشر في الأعلى</translation>
    </message>
    <message>
        <source>More than %1 new</source>
        <translation>أكثر من %1 طلب جديد</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>rows of the log</comment>
        <translation>
            <numerusform>لا جديد</numerusform>
            <numerusform>طلب جديد</numerusform>
            <numerusform>طلبان جديدان</numerusform>
            <numerusform>%Ln طلبات جديدة</numerusform>
            <numerusform>%Ln طلبًا جديدًا</numerusform>
            <numerusform>%Ln طلب جديد</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation>تعذّر فهم التصفية.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>مسح التصفية</translation>
    </message>
    <message>
        <source>The search takes too long.</source>
        <translation>يستغرق البحث وقتًا طويلًا.</translation>
    </message>
    <message>
        <source>The log cannot be read.</source>
        <translation>تعذّرت قراءة السجل.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The request cannot be read: %1</source>
        <translation>تعذّرت قراءة الطلب: %1</translation>
    </message>
    <message>
        <source>The request&apos;s text was not kept in full, so it cannot be sent again.</source>
        <translation>لم يُحفظ نص الطلب كاملًا، فلا يمكن إرساله من جديد.</translation>
    </message>
    <message>
        <source>Copied. It takes the key from the variable SIGNALBOX_KEY.</source>
        <translation>نُسخ الأمر. يأخذ المفتاح من المتغير SIGNALBOX_KEY.</translation>
    </message>
    <message>
        <source>Copied. Parts of the text were replaced before it was kept.</source>
        <translation>نُسخ الأمر. استُبدلت أجزاء من النص قبل حفظه.</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>تصدير السجل</translation>
    </message>
    <message>
        <source>Table (%1)</source>
        <translation>جدول (%1)</translation>
    </message>
    <message>
        <source>JSON lines (%1)</source>
        <translation>أسطر JSON (%1)</translation>
    </message>
    <message>
        <source>Exporting, %1</source>
        <translation>جارٍ التصدير، %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>تصدير</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>صُدّر إلى %1</translation>
    </message>
    <message>
        <source>The export failed: %1</source>
        <translation>فشل التصدير: %1</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>نسخ كأمر curl</translation>
    </message>
    <message>
        <source>Newer request</source>
        <translation>طلب أحدث</translation>
    </message>
    <message>
        <source>Older request</source>
        <translation>طلب أقدم</translation>
    </message>
    <message>
        <source>Space in the list</source>
        <translation>مفتاح المسافة في القائمة</translation>
    </message>
</context>
<context>
    <name>sb::ui::LogsScreen</name>
    <message>
        <source>Pause or follow the log</source>
        <translation>إيقاف السجل مؤقتًا أو متابعته</translation>
    </message>
    <message>
        <source>Show failed requests</source>
        <translation>عرض الطلبات الفاشلة</translation>
    </message>
    <message>
        <source>Show all requests</source>
        <translation>عرض كل الطلبات</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>السجل</translation>
    </message>
</context>
<context>
    <name>sb::ui::MainWindow</name>
    <message>
        <source>%1 – Signalbox</source>
        <translation>%1 – Signalbox</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>إيقاف البوابة</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>تشغيل البوابة</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>الانتقال إلى %1</translation>
    </message>
    <message>
        <source>The gateway did not start: %1</source>
        <translation>تعذّر تشغيل البوابة: %1</translation>
    </message>
    <message>
        <source>The gateway did not stop: %1</source>
        <translation>تعذّر إيقاف البوابة: %1</translation>
    </message>
    <message>
        <source>Gateway stopped.</source>
        <translation>البوابة متوقفة.</translation>
    </message>
    <message>
        <source>Another program is listening there.</source>
        <translation>يستمع هناك برنامج آخر.</translation>
    </message>
    <message>
        <source>%1 (process %2) is listening there.</source>
        <translation>يستمع هناك %1 (العملية %2).</translation>
    </message>
    <message>
        <source>Port %1 is in use. %2</source>
        <translation>المنفذ %1 مستخدَم. %2</translation>
    </message>
    <message>
        <source>Port %1 is in use</source>
        <translation>المنفذ %1 مستخدَم</translation>
    </message>
    <message>
        <source>The gateway can use port %1 instead. The new port is saved in the configuration, and your apps need the new address.</source>
        <translation>يمكن للبوابة أن تستخدم المنفذ %1 بدلًا منه. سيُدوَّن ذلك في التهيئة، وستحتاج تطبيقاتك إلى العنوان الجديد.</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>استخدام المنفذ %1</translation>
    </message>
    <message>
        <source>The gateway listens at %1</source>
        <translation>تستمع البوابة على %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::ModelBrowser</name>
    <message>
        <source>All providers</source>
        <translation>كل المزوّدين</translation>
    </message>
    <message>
        <source>Any capability</source>
        <translation>أي قدرة</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln models</source>
        <translation>
            <numerusform>%1 من %Ln نموذج</numerusform>
            <numerusform>%1 من نموذج واحد</numerusform>
            <numerusform>%1 من نموذجين</numerusform>
            <numerusform>%1 من %Ln نماذج</numerusform>
            <numerusform>%1 من %Ln نموذجًا</numerusform>
            <numerusform>%1 من %Ln نموذج</numerusform>
        </translation>
    </message>
    <message>
        <source>The models cannot be shown</source>
        <translation>لا يمكن عرض النماذج</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The models are being fetched</source>
        <translation>يجري جلب النماذج</translation>
    </message>
    <message>
        <source>No model matches</source>
        <translation>لا نموذج مطابق</translation>
    </message>
    <message>
        <source>Choose fewer capabilities, a smaller context or a higher price.</source>
        <translation>اختر قدرات أقل أو سياقًا أصغر أو سعرًا أعلى.</translation>
    </message>
    <message>
        <source>No models known yet</source>
        <translation>لا نماذج معروفة بعد</translation>
    </message>
    <message>
        <source>A test of a provider asks it for its models.</source>
        <translation>اختبار المزوّد يسأله عن نماذجه.</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>البحث في النماذج</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>المزوّد</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>القدرة</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>السياق</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>السعر</translation>
    </message>
    <message>
        <source>Any context</source>
        <translation>أي سياق</translation>
    </message>
    <message>
        <source>From %1 tokens</source>
        <translation>من %1 رمز</translation>
    </message>
    <message>
        <source>Any price</source>
        <translation>أي سعر</translation>
    </message>
    <message>
        <source>Up to %1 / M in</source>
        <translation>حتى %1 لكل مليون إدخال</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Price…</source>
        <translation>السعر…</translation>
    </message>
    <message>
        <source>Open its provider</source>
        <translation>فتح مزوّده</translation>
    </message>
    <message>
        <source>Look in the whole catalogue</source>
        <translation>البحث في الفهرس كله</translation>
    </message>
    <message>
        <source>Export the models</source>
        <translation>تصدير النماذج</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>نسخ بصيغة CSV</translation>
    </message>
    <message>
        <source>Add this provider…</source>
        <translation>إضافة هذا المزوّد…</translation>
    </message>
    <message>
        <source>Configured only</source>
        <translation>المضافة فقط</translation>
    </message>
    <message>
        <source>Only models of providers that were added</source>
        <translation>نماذج المزوّدين المضافين فقط</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>What is shown, as CSV</source>
        <translation>المعروض بصيغة CSV</translation>
    </message>
</context>
<context>
    <name>sb::ui::ModelsModel</name>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>listed by the provider</source>
        <translation>قائمة المزوّد</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>الفهرس</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>مهمل</translation>
    </message>
    <message>
        <source>US dollars per million tokens</source>
        <translation>دولار أمريكي لكل مليون رمز</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>السياق</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>أطول رد</translation>
    </message>
    <message>
        <source>$ / M in</source>
        <translation>$ لكل مليون إدخال</translation>
    </message>
    <message>
        <source>$ / M out</source>
        <translation>$ لكل مليون إخراج</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>القدرات</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>مصدر المعلومات</translation>
    </message>
    <message>
        <source>price of your own</source>
        <translation>سعرك الخاص</translation>
    </message>
    <message>
        <source>provider not added</source>
        <translation>المزوّد غير مضاف</translation>
    </message>
</context>
<context>
    <name>sb::ui::NameDialog</name>
    <message>
        <source>Rename route</source>
        <translation>إعادة تسمية المسار</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>مسار جديد</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>fast</translation>
    </message>
    <message>
        <source>Name: what apps send as the model</source>
        <translation>الاسم: ما ترسله التطبيقات اسمًا للنموذج</translation>
    </message>
    <message>
        <source>First model to try</source>
        <translation>أول نموذج يُجرَّب</translation>
    </message>
    <message>
        <source>provider/model</source>
        <translation>provider/model</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>Create draft</source>
        <translation>إنشاء مسودة</translation>
    </message>
</context>
<context>
    <name>sb::ui::NameModel</name>
    <message>
        <source>Route %1</source>
        <translation>المسار %1</translation>
    </message>
    <message>
        <source>route</source>
        <translation>مسار</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>غير مدرج</translation>
    </message>
</context>
<context>
    <name>sb::ui::NamePicker</name>
    <message>
        <source>No such name is listed. Enter asks for it anyway: a route&apos;s pattern may match it.</source>
        <translation>لا اسم كهذا في القائمة. اضغط Enter لطلبه مع ذلك: فقد يطابقه نمط أحد المسارات.</translation>
    </message>
    <message>
        <source>No provider lists a model yet.</source>
        <translation>لم يذكر أي مزوّد نموذجًا بعد.</translation>
    </message>
    <message>
        <source>Choose a model or route</source>
        <translation>اختيار نموذج أو مسار</translation>
    </message>
    <message>
        <source>Find a model or route</source>
        <translation>البحث عن نموذج أو مسار</translation>
    </message>
    <message>
        <source>Models and routes</source>
        <translation>النماذج والمسارات</translation>
    </message>
</context>
<context>
    <name>sb::ui::NewKeyDialog</name>
    <message>
        <source>New key</source>
        <translation>مفتاح جديد</translation>
    </message>
    <message>
        <source>I have saved the secret</source>
        <translation>حفظتُ المفتاح السري</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>إنشاء المفتاح</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>claude-code</source>
        <translation>claude-code</translation>
    </message>
    <message>
        <source>all models and routes</source>
        <translation>كل النماذج والمسارات</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>اليوم</numerusform>
            <numerusform>بعد يوم</numerusform>
            <numerusform>بعد يومين</numerusform>
            <numerusform>بعد %Ln أيام</numerusform>
            <numerusform>بعد %Ln يومًا</numerusform>
            <numerusform>بعد %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>In logs and spend, requests carry this name.</source>
        <translation>تحمل الطلبات هذا الاسم في السجل والإنفاق.</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>النماذج المسموح بها</translation>
    </message>
    <message>
        <source>Names of models and routes, or patterns like claude-*, separated by commas.</source>
        <translation>أسماء نماذج ومسارات، أو أنماط مثل ⁦claude-*⁩، تفصل بينها فواصل.</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>انتهاء الصلاحية</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>المفتاح السري</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Signalbox keeps a hash of it.</source>
        <translation>لن يُعرض إلا هذه المرة. لا يحفظ Signalbox سوى تجزئة (hash) له.</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>العنوان الأساسي</translation>
    </message>
    <message>
        <source>Key “%1” is ready</source>
        <translation>المفتاح «%1» جاهز</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>البوابة متوقفة</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
    <message>
        <source>Close without the secret?</source>
        <translation>الإغلاق دون المفتاح السري؟</translation>
    </message>
    <message>
        <source>It was not copied and will not be shown again. You can make another key.</source>
        <translation>لم يُنسخ ولن يُعرض ثانيةً. يمكنك إنشاء مفتاح آخر.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Back to the secret</source>
        <translation>العودة إلى المفتاح السري</translation>
    </message>
</context>
<context>
    <name>sb::ui::NodeWords</name>
    <message>
        <source>one is drawn by weight</source>
        <translation>يُسحب واحد حسب الوزن</translation>
    </message>
    <message>
        <source>each in turn</source>
        <translation>كلٌّ بدوره</translation>
    </message>
    <message>
        <source>the least busy first</source>
        <translation>الأقل انشغالًا أولًا</translation>
    </message>
    <message>
        <source>the quickest first</source>
        <translation>الأسرع أولًا</translation>
    </message>
    <message>
        <source>the quickest to begin first</source>
        <translation>الأسرع بدءًا أولًا</translation>
    </message>
    <message>
        <source>the most tokens a second first</source>
        <translation>الأكثر رموزًا في الثانية أولًا</translation>
    </message>
    <message>
        <source>the cheapest first</source>
        <translation>الأرخص أولًا</translation>
    </message>
    <message>
        <source>the one with most of its limits left first</source>
        <translation>الأكثر بقاءً من حدوده أولًا</translation>
    </message>
    <message>
        <source>always the same for those who belong together</source>
        <translation>دائمًا نفسه لمن ينتمون معًا</translation>
    </message>
    <message>
        <source>shares by percent, always the same for those who belong together</source>
        <translation>حصص بالنسبة المئوية، دائمًا نفسها لمن ينتمون معًا</translation>
    </message>
    <message>
        <source>shares by percent</source>
        <translation>حصص بالنسبة المئوية</translation>
    </message>
    <message>
        <source>for each key</source>
        <translation>لكل مفتاح</translation>
    </message>
    <message>
        <source>for each team</source>
        <translation>لكل فريق</translation>
    </message>
    <message>
        <source>for each user</source>
        <translation>لكل مستخدم</translation>
    </message>
    <message>
        <source>for each session</source>
        <translation>لكل جلسة</translation>
    </message>
    <message>
        <source>for the whole route</source>
        <translation>للمسار كله</translation>
    </message>
    <message>
        <source>for all together</source>
        <translation>للجميع معًا</translation>
    </message>
    <message>
        <source>for each %1</source>
        <translation>لكل %1</translation>
    </message>
    <message>
        <source>%1 requests a minute</source>
        <translation>%1 طلب في الدقيقة</translation>
    </message>
    <message>
        <source>%1 tokens a minute</source>
        <translation>%1 رمز في الدقيقة</translation>
    </message>
    <message>
        <source>%1 open at a time</source>
        <translation>%1 مفتوح في الوقت نفسه</translation>
    </message>
    <message>
        <source>$%1 a day</source>
        <translation>%1$ في اليوم</translation>
    </message>
    <message>
        <source>$%1 a week</source>
        <translation>%1$ في الأسبوع</translation>
    </message>
    <message>
        <source>$%1 a month</source>
        <translation>%1$ في الشهر</translation>
    </message>
    <message>
        <source>the next one when one fails</source>
        <translation>التالي عند فشل ما قبله</translation>
    </message>
    <message>
        <source>the first case that holds</source>
        <translation>أول حالة تنطبق</translation>
    </message>
    <message>
        <source>all begin at once, the first to answer wins</source>
        <translation>يبدأ الجميع معًا، ويفوز أول من يجيب</translation>
    </message>
    <message>
        <source>the next begins after %1 of silence</source>
        <translation>يبدأ التالي بعد %1 من الصمت</translation>
    </message>
    <message>
        <source>each request is copied</source>
        <translation>يُنسخ كل طلب</translation>
    </message>
    <message>
        <source>%1 % of the requests are copied</source>
        <translation>يُنسخ %1 % من الطلبات</translation>
    </message>
    <message>
        <source>not available in this version</source>
        <translation>غير متاح في هذا الإصدار</translation>
    </message>
    <message>
        <source>this console does not know it</source>
        <translation>لا تعرفه هذه الواجهة</translation>
    </message>
    <message>
        <source>keeps no answers</source>
        <translation>لا يحفظ إجابات</translation>
    </message>
    <message>
        <source>answers kept for %1</source>
        <translation>تُحفظ الإجابات %1</translation>
    </message>
    <message>
        <source>answers kept</source>
        <translation>تُحفظ الإجابات</translation>
    </message>
    <message>
        <source>same requests share a call</source>
        <translation>تتشارك الطلبات المتماثلة استدعاءً واحدًا</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Fallback</source>
        <translation>بدائل</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>موازنة</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>تقسيم</translation>
    </message>
    <message>
        <source>When</source>
        <translation>شرط</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>حد</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>سباق</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>مرآة</translation>
    </message>
    <message>
        <source>Smart</source>
        <translation>ذكي</translation>
    </message>
    <message>
        <source>Unknown node</source>
        <translation>عقدة غير معروفة</translation>
    </message>
    <message>
        <source>changes the system prompt</source>
        <translation>يغيّر تعليمات النظام</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>الوزن %1</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>وإلا</translation>
    </message>
    <message>
        <source>if %1</source>
        <translation>إذا %1</translation>
    </message>
    <message>
        <source>beyond the limit</source>
        <translation>بعد بلوغ الحد</translation>
    </message>
    <message>
        <source>while there is room</source>
        <translation>ما دام هناك متسع</translation>
    </message>
    <message>
        <source>gets a copy</source>
        <translation>يحصل على نسخة</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>يرد</translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewPage</name>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Skip the checklist</source>
        <translation>تخطي قائمة الخطوات</translation>
    </message>
    <message>
        <source>%1 was not added: %2</source>
        <translation>لم يُضف %1: %2</translation>
    </message>
    <message>
        <source>The demo did not start: %1</source>
        <translation>تعذّر بدء العرض التوضيحي: %1</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>نظرة عامة</translation>
    </message>
    <message>
        <source>The overview cannot be shown</source>
        <translation>تعذّر عرض صفحة النظرة العامة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
</context>
<context>
    <name>sb::ui::OverviewScreen</name>
    <message>
        <source>Connect an app…</source>
        <translation>توصيل تطبيق…</translation>
    </message>
    <message>
        <source>key snippet base URL</source>
        <translation>مفتاح مقتطف عنوان أساسي base URL</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>نظرة عامة</translation>
    </message>
</context>
<context>
    <name>sb::ui::OwnSections</name>
    <message>
        <source>Light or dark</source>
        <translation>فاتح أو داكن</translation>
    </message>
    <message>
        <source>System</source>
        <translation>النظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Same as the desktop</source>
        <translation>حسب سطح المكتب</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>السؤال كل مرة</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>التشغيل عند تسجيل الدخول</translation>
    </message>
    <message>
        <source>The gateway answers as soon as you log in; the window stays closed.</source>
        <translation>ترد البوابة حالما تسجل الدخول؛ وتبقى النافذة مخفية.</translation>
    </message>
    <message>
        <source>It could not be changed: %1. Check that you can write to the folder, then try again.</source>
        <translation>تعذّر تغييره: %1. تأكد من إمكان الكتابة في المجلد، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>System follows the desktop.</source>
        <translation>«النظام» يتبع سطح المكتب.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Also for dates, numbers and money.</source>
        <translation>تشمل التواريخ والأرقام والمبالغ.</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>عند إغلاق النافذة</translation>
    </message>
    <message>
        <source>Quitting stops the gateway for all apps.</source>
        <translation>الإنهاء يوقف البوابة لكل التطبيقات.</translation>
    </message>
    <message>
        <source>The gateway runs elsewhere and keeps running.</source>
        <translation>تعمل البوابة في مكان آخر وتستمر.</translation>
    </message>
    <message>
        <source>Keep running in the tray, or minimised</source>
        <translation>الاستمرار في شريط النظام أو مصغّرًا</translation>
    </message>
</context>
<context>
    <name>sb::ui::Page</name>
    <message>
        <source>Back to %1</source>
        <translation>العودة إلى %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::ParametersDialog</name>
    <message>
        <source>Parameters of lane %1</source>
        <translation>معاملات العمود %1</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>درجة الحرارة</translation>
    </message>
    <message>
        <source>From 0 to 2; empty leaves it to the route or the provider.</source>
        <translation>من 0 إلى 2؛ إذا تُركت فارغة حددها المسار أو المزوّد.</translation>
    </message>
    <message>
        <source>Longest answer, in tokens</source>
        <translation>أطول رد، بالرموز</translation>
    </message>
    <message>
        <source>Empty leaves it to the route or the provider.</source>
        <translation>إذا تُرك فارغًا حدده المسار أو المزوّد.</translation>
    </message>
    <message>
        <source>For all lanes</source>
        <translation>لكل الأعمدة</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>استخدام</translation>
    </message>
    <message>
        <source>The temperature must be a number from 0 to 2.</source>
        <translation>يجب أن تكون درجة الحرارة عددًا من 0 إلى 2.</translation>
    </message>
    <message>
        <source>The longest answer must be a whole number from 1 to %1.</source>
        <translation>يجب أن يكون أطول رد عددًا صحيحًا من 1 إلى %1.</translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundPage</name>
    <message>
        <source>The vote was not stored: %1</source>
        <translation>لم يُحفظ التصويت: %1</translation>
    </message>
    <message>
        <source>The models could not be listed.</source>
        <translation>تعذّر سرد النماذج.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>The console is not connected</source>
        <translation>لوحة التحكم غير متصلة</translation>
    </message>
    <message>
        <source>The gateway is stopped</source>
        <translation>البوابة متوقفة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lanes, %1</source>
        <translation>
            <numerusform>لا أعمدة، %1</numerusform>
            <numerusform>عمود واحد، %1</numerusform>
            <numerusform>عمودان، %1</numerusform>
            <numerusform>%Ln أعمدة، %1</numerusform>
            <numerusform>%Ln عمودًا، %1</numerusform>
            <numerusform>%Ln عمود، %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lanes</source>
        <translation>
            <numerusform>لا أعمدة</numerusform>
            <numerusform>عمود واحد</numerusform>
            <numerusform>عمودان</numerusform>
            <numerusform>%Ln أعمدة</numerusform>
            <numerusform>%Ln عمودًا</numerusform>
            <numerusform>%Ln عمود</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%Ln صور</numerusform>
            <numerusform>%Ln صورة</numerusform>
            <numerusform>%Ln صورة</numerusform>
        </translation>
    </message>
    <message>
        <source>system prompt</source>
        <translation>تعليمات النظام</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>ساحة التجربة</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>عمود</translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation>إضافة عمود</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>No model to ask yet</source>
        <translation>لا نموذج لسؤاله بعد</translation>
    </message>
    <message>
        <source>Add a provider, or use the demo in Overview. Then ask several models the same and see who answers best.</source>
        <translation>أضف مزوّدًا، أو استخدم العرض التوضيحي في «نظرة عامة». ثم اطرح السؤال نفسه على عدة نماذج وانظر أيها أفضل ردًا.</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message>
        <source>The models cannot be shown</source>
        <translation>تعذّر عرض النماذج</translation>
    </message>
</context>
<context>
    <name>sb::ui::PlaygroundScreen</name>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Add a lane</source>
        <translation>إضافة عمود</translation>
    </message>
    <message>
        <source>Stop all answers</source>
        <translation>إيقاف كل الردود</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>ساحة التجربة</translation>
    </message>
</context>
<context>
    <name>sb::ui::PresetModel</name>
    <message>
        <source>Found on this computer</source>
        <translation>وُجد على هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1, found at port %2</source>
        <translation>%1، وُجد على المنفذ %2</translation>
    </message>
    <message>
        <source>Well known</source>
        <translation>معروفة</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>المزوّدون</translation>
    </message>
    <message>
        <source>Many providers at one address</source>
        <translation>مزوّدون كثيرون على عنوان واحد</translation>
    </message>
    <message>
        <source>Servers of your own</source>
        <translation>خوادمك الخاصة</translation>
    </message>
</context>
<context>
    <name>sb::ui::PriceDialog</name>
    <message>
        <source>Price of %1</source>
        <translation>سعر %1</translation>
    </message>
    <message>
        <source>Use the catalogue&apos;s</source>
        <translation>استخدام أسعار الفهرس</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Prompts above, in tokens</source>
        <translation>طلبات أطول من، بالرموز</translation>
    </message>
    <message>
        <source>of any length</source>
        <translation>بأي طول</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>%1, for longer prompts</source>
        <translation>%1، للطلبات الأطول</translation>
    </message>
    <message>
        <source>Say above how many tokens of prompt these prices hold.</source>
        <translation>اذكر عدد رموز الطلب الذي تسري هذه الأسعار فوقه.</translation>
    </message>
    <message>
        <source>%1, of any length</source>
        <translation>%1، بأي طول</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>الدفعات (Batch)</translation>
    </message>
    <message>
        <source>Flex</source>
        <translation>المرن (Flex)</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>الأولوية (Priority)</translation>
    </message>
    <message>
        <source>What the prices are for</source>
        <translation>ما تخصّه الأسعار</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>القياسي</translation>
    </message>
    <message>
        <source>Service tiers</source>
        <translation>مستويات الخدمة</translation>
    </message>
    <message>
        <source>Per call</source>
        <translation>لكل استدعاء</translation>
    </message>
    <message>
        <source>These prices replace the catalogue&apos;s, for later requests of this provider only. What is left empty is unknown, and a request that uses it is unpriced.</source>
        <translation>تحل هذه الأسعار محل أسعار الفهرس، للطلبات اللاحقة لهذا المزوّد فقط. ما يُترك فارغًا مجهول، والطلب الذي يستخدمه بلا سعر.</translation>
    </message>
    <message>
        <source>US dollars per million tokens</source>
        <translation>بالدولار الأمريكي لكل مليون رمز</translation>
    </message>
    <message>
        <source>For requests that the provider serves in another tier than the standard one, whatever their length. A tier without prices is unpriced.</source>
        <translation>للطلبات التي يخدمها المزوّد في مستوى غير القياسي، مهما كان طولها. المستوى الذي لا أسعار له بلا سعر.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a price; the service tier</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>For each call of a tool that the provider runs itself, beside the tokens.</source>
        <translation>لكل استدعاء لأداة يشغّلها المزوّد بنفسه، إلى جانب الرموز.</translation>
    </message>
    <message>
        <source>US dollars per call</source>
        <translation>بالدولار الأمريكي لكل استدعاء</translation>
    </message>
    <message>
        <source>%1, per call</source>
        <translation>%1، لكل استدعاء</translation>
    </message>
</context>
<context>
    <name>sb::ui::PriceFields</name>
    <message>
        <source>A price is a number such as 0.15, in US dollars per million tokens.</source>
        <translation>السعر رقم مثل 0.15، بالدولار الأمريكي لكل مليون رمز.</translation>
    </message>
    <message>
        <source>%1 looks like the price of one token. For a million it would be %2.</source>
        <translation>يبدو أن %1 هو سعر رمز واحد. لكل مليون سيكون %2.</translation>
    </message>
    <message>
        <source>A price has at most six digits after the point.</source>
        <translation>للسعر ست خانات بعد الفاصلة على الأكثر.</translation>
    </message>
    <message>
        <source>A price is a number such as 0.01, in US dollars per call.</source>
        <translation>السعر رقم مثل 0.01، بالدولار الأمريكي لكل استدعاء.</translation>
    </message>
    <message>
        <source>%1 looks like the price of 1,000 calls. For one it would be %2.</source>
        <translation>يبدو %1 سعر 1,000 استدعاء. لاستدعاء واحد يكون %2.</translation>
    </message>
    <message>
        <source>A price of a call has at most nine digits after the point.</source>
        <translation>لسعر الاستدعاء تسعة أرقام على الأكثر بعد الفاصلة.</translation>
    </message>
    <message>
        <source>A length of prompts is a whole number of tokens such as 200000.</source>
        <translation>طول الطلب عدد صحيح من الرموز مثل 200000.</translation>
    </message>
    <message>
        <source>The lengths of prompts grow from column to column: %1 is not above %2.</source>
        <translation>تزداد أطوال الطلبات من عمود إلى عمود: %1 ليس أكبر من %2.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>الإدخال</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>الإخراج</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>إدخال من الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>Written to cache, 5 minutes</source>
        <translation>كُتب في الذاكرة المؤقتة، 5 دقائق</translation>
    </message>
    <message>
        <source>Written to cache, 1 hour</source>
        <translation>كُتب في الذاكرة المؤقتة، ساعة واحدة</translation>
    </message>
    <message>
        <source>Reasoning, if not as output</source>
        <translation>التفكير، إن لم يكن كالإخراج</translation>
    </message>
    <message>
        <source>Audio input</source>
        <translation>إدخال صوتي</translation>
    </message>
    <message>
        <source>Audio output</source>
        <translation>إخراج صوتي</translation>
    </message>
    <message>
        <source>Pictures out</source>
        <translation>الصور في الجواب</translation>
    </message>
    <message>
        <source>Web search</source>
        <translation>بحث الويب</translation>
    </message>
    <message>
        <source>File search</source>
        <translation>بحث الملفات</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>مجهول</translation>
    </message>
    <message>
        <source>Cached audio</source>
        <translation>صوت من الذاكرة المؤقتة</translation>
    </message>
    <message>
        <source>Prompt with web searches</source>
        <translation>طلب مع عمليات بحث في الويب</translation>
    </message>
</context>
<context>
    <name>sb::ui::PromptBox</name>
    <message>
        <source>Attach pictures</source>
        <translation>إرفاق صور</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.gif)</source>
        <translation>الصور (*.png *.jpg *.jpeg *.webp *.gif)</translation>
    </message>
    <message numerus="yes">
        <source>A question can have at most %Ln pictures.</source>
        <translation>
            <numerusform>لا يمكن إرفاق صور بالسؤال.</numerusform>
            <numerusform>يمكن إرفاق صورة واحدة بالسؤال على الأكثر.</numerusform>
            <numerusform>يمكن إرفاق صورتين بالسؤال على الأكثر.</numerusform>
            <numerusform>يمكن إرفاق %Ln صور بالسؤال على الأكثر.</numerusform>
            <numerusform>يمكن إرفاق %Ln صورة بالسؤال على الأكثر.</numerusform>
            <numerusform>يمكن إرفاق %Ln صورة بالسؤال على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>صورة ملصقة</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>إزالة %1</translation>
    </message>
    <message>
        <source>Question for all lanes</source>
        <translation>سؤال لكل الأعمدة</translation>
    </message>
    <message>
        <source>Ask all lanes… Enter sends, Shift+Enter starts a new line</source>
        <translation>اسأل كل الأعمدة… ‏Enter للإرسال، وShift+Enter لسطر جديد</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>تعليمات النظام</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>إيقاف الكل</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCard</name>
    <message>
        <source>weight %1</source>
        <translation>الوزن %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more keys</source>
        <translation>
            <numerusform>ولا مفاتيح أخرى</numerusform>
            <numerusform>ومفتاح آخر</numerusform>
            <numerusform>ومفتاحان آخران</numerusform>
            <numerusform>و%Ln مفاتيح أخرى</numerusform>
            <numerusform>و%Ln مفتاحًا آخر</numerusform>
            <numerusform>و%Ln مفتاح آخر</numerusform>
        </translation>
    </message>
    <message>
        <source>No key needed</source>
        <translation>لا يلزم مفتاح</translation>
    </message>
    <message>
        <source>local</source>
        <translation>محلي</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>أول رمز</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>آخر 30 يومًا</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests in 30 days</source>
        <translation>
            <numerusform>لا طلبات خلال 30 يومًا</numerusform>
            <numerusform>طلب واحد خلال 30 يومًا</numerusform>
            <numerusform>طلبان خلال 30 يومًا</numerusform>
            <numerusform>%Ln طلبات خلال 30 يومًا</numerusform>
            <numerusform>%Ln طلبًا خلال 30 يومًا</numerusform>
            <numerusform>%Ln طلب خلال 30 يومًا</numerusform>
        </translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>جارٍ الاختبار…</translation>
    </message>
    <message>
        <source>Tested %1, %2</source>
        <translation>اختُبر %1، %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>اختبار</translation>
    </message>
    <message>
        <source>Stop the test of %1</source>
        <translation>إيقاف اختبار %1</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>اختبار %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Keys and models of %1</source>
        <translation>مفاتيح %1 ونماذجه</translation>
    </message>
    <message>
        <source>More actions for %1</source>
        <translation>إجراءات أخرى لـ %1</translation>
    </message>
    <message>
        <source>Keys and models…</source>
        <translation>المفاتيح والنماذج…</translation>
    </message>
    <message>
        <source>Add a key…</source>
        <translation>إضافة مفتاح…</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>تفعيل</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>تعطيل</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>إزالة %1…</translation>
    </message>
    <message>
        <source>demo</source>
        <comment>instead of a price</comment>
        <translation>توضيحي</translation>
    </message>
    <message>
        <source>Switch the demo off</source>
        <translation>تعطيل العرض التوضيحي</translation>
    </message>
    <message>
        <source>Not asked yet: test the provider.</source>
        <translation>لم يُسأل بعد: اختبر المزوّد.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderCards</name>
    <message>
        <source>Add a provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message numerus="yes">
        <source>%Ln presets, any OpenAI-compatible address, or a server on this computer.</source>
        <translation>
            <numerusform>القوالب، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
            <numerusform>قالب واحد، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
            <numerusform>قالبان، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
            <numerusform>%Ln قوالب، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
            <numerusform>%Ln قالبًا، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
            <numerusform>%Ln قالب، أو أي عنوان متوافق مع OpenAI، أو خادم على هذا الحاسوب.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at :%2</source>
        <translation>%1 على المنفذ %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderDetail</name>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>No key: requests are sent without one.</source>
        <translation>بلا مفتاح: تُرسل الطلبات دون مفتاح.</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>No models known yet</source>
        <translation>لا نماذج معروفة بعد</translation>
    </message>
    <message>
        <source>A test asks the provider for its models; then apps can use them.</source>
        <translation>يطلب الاختبار من المزوّد قائمة نماذجه؛ ثم يمكن للتطبيقات استخدامها.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>اختبار</translation>
    </message>
    <message numerus="yes">
        <source>%Ln known</source>
        <translation>
            <numerusform>لا نماذج معروفة</numerusform>
            <numerusform>نموذج واحد معروف</numerusform>
            <numerusform>نموذجان معروفان</numerusform>
            <numerusform>%Ln نماذج معروفة</numerusform>
            <numerusform>%Ln نموذجًا معروفًا</numerusform>
            <numerusform>%Ln نموذج معروف</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>تفعيل</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>تعطيل</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>البحث في النماذج</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>إضافة مفتاح</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>تحرير…</translation>
    </message>
    <message>
        <source>Test this key</source>
        <translation>اختبار هذا المفتاح</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>إزالة…</translation>
    </message>
    <message>
        <source>Requests go to</source>
        <translation>تُرسل الطلبات إلى</translation>
    </message>
    <message>
        <source>Name in routes</source>
        <translation>الاسم في المسارات</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الوكيل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Price…</source>
        <translation>السعر…</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderForm</name>
    <message>
        <source>None needed, leave it empty</source>
        <translation>لا يلزم؛ اتركه فارغًا</translation>
    </message>
    <message>
        <source>Sent to %1 only.</source>
        <translation>يُرسل إلى %1 فقط.</translation>
    </message>
    <message>
        <source>Any other address</source>
        <translation>أي عنوان آخر</translation>
    </message>
    <message numerus="yes">
        <source>Runs on this computer with %Ln models</source>
        <translation>
            <numerusform>يعمل على هذا الحاسوب بلا نماذج</numerusform>
            <numerusform>يعمل على هذا الحاسوب ولديه نموذج واحد</numerusform>
            <numerusform>يعمل على هذا الحاسوب ولديه نموذجان</numerusform>
            <numerusform>يعمل على هذا الحاسوب ولديه %Ln نماذج</numerusform>
            <numerusform>يعمل على هذا الحاسوب ولديه %Ln نموذجًا</numerusform>
            <numerusform>يعمل على هذا الحاسوب ولديه %Ln نموذج</numerusform>
        </translation>
    </message>
    <message>
        <source>Website</source>
        <translation>الموقع</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>العنوان الأساسي</translation>
    </message>
    <message>
        <source>Name in routes</source>
        <translation>الاسم في المسارات</translation>
    </message>
    <message>
        <source>Apps and routes ask for NAME/model.</source>
        <translation>تطلب التطبيقات والمسارات NAME/model.</translation>
    </message>
    <message>
        <source>Apps and routes ask for %1/model.</source>
        <translation>تطلب التطبيقات والمسارات %1/model.</translation>
    </message>
    <message>
        <source>Requests will go to</source>
        <translation>سترسل الطلبات إلى</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>تغيير العنوان</translation>
    </message>
    <message>
        <source>Only if the server asks for one</source>
        <translation>فقط إذا طلبه الخادم</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderInputs</name>
    <message>
        <source>Give it a name: routes and apps write it before the model.</source>
        <translation>أعطه اسمًا: تذكره المسارات والتطبيقات قبل النموذج.</translation>
    </message>
    <message>
        <source>The name is too long: use at most 64 characters.</source>
        <translation>الاسم طويل جدًا: الحد الأقصى 64 حرفًا.</translation>
    </message>
    <message>
        <source>The name may contain only a–z, 0–9, dots, dashes and underscores.</source>
        <translation>لا يجوز في الاسم إلا a–z و0–9 والنقطة والشرطة والشرطة السفلية.</translation>
    </message>
    <message>
        <source>A provider named %1 already exists. Choose another name.</source>
        <translation>يوجد مزوّد باسم %1. اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>Give the key a name, to tell it from the others.</source>
        <translation>أعط المفتاح اسمًا لتمييزه من غيره.</translation>
    </message>
    <message>
        <source>The name contains a line break or an invisible character.</source>
        <translation>في الاسم فاصل أسطر أو حرف غير مرئي.</translation>
    </message>
    <message>
        <source>A key named %1 already exists. Choose another name.</source>
        <translation>يوجد مفتاح باسم %1. اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>Paste the key first.</source>
        <translation>الصق المفتاح أولًا.</translation>
    </message>
    <message>
        <source>The key contains a line break or an invisible character. Copy it again, in one piece.</source>
        <translation>داخل المفتاح فاصل أسطر أو حرف غير مرئي. انسخه من جديد دفعةً واحدة.</translation>
    </message>
    <message>
        <source>The key contains a space or an unusual letter. Copy it again.</source>
        <translation>داخل المفتاح مسافة أو حرف غير مقبول. انسخه من جديد.</translation>
    </message>
    <message>
        <source>Say which environment variable holds the key.</source>
        <translation>حدد متغير البيئة الذي يحوي المفتاح.</translation>
    </message>
    <message>
        <source>A variable&apos;s name has only letters, digits and underscores.</source>
        <translation>لا يتكون اسم المتغير إلا من حروف وأرقام وشرطات سفلية.</translation>
    </message>
    <message>
        <source>Give the address of the API.</source>
        <translation>أدخل عنوان واجهة API.</translation>
    </message>
    <message>
        <source>The address is too long.</source>
        <translation>العنوان طويل جدًا.</translation>
    </message>
    <message>
        <source>The address contains a space or a line break.</source>
        <translation>في العنوان مسافة أو فاصل أسطر.</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation>يجب أن يبدأ العنوان بـ http:// أو https://.</translation>
    </message>
    <message>
        <source>This is the path of a file. Open the file and paste the key from it.</source>
        <translation>هذا مسار ملف. افتح الملف والصق المفتاح منه.</translation>
    </message>
    <message>
        <source>This is too long for a key. Copy the key alone.</source>
        <translation>هذا أطول من أن يكون مفتاحًا. انسخ المفتاح وحده.</translation>
    </message>
    <message>
        <source>%1 is missing: it is a part of the address.</source>
        <translation>%1 ناقص: إنه جزء من العنوان.</translation>
    </message>
    <message>
        <source>%1 may contain only letters, digits, dots, dashes and underscores.</source>
        <translation>%1 لا يحتوي إلا على حروف وأرقام ونقاط وشرطات وشرطات سفلية.</translation>
    </message>
    <message>
        <source>%1 is missing: every request names it.</source>
        <translation>%1 ناقص: كل طلب يذكره.</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProviderKeysModel</name>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>ينتهي بـ</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>مكان الحفظ</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>الوزن</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
</context>
<context>
    <name>sb::ui::Providers</name>
    <message>
        <source>Keys off</source>
        <translation>المفاتيح معطّلة</translation>
    </message>
    <message>
        <source>Keychain locked</source>
        <translation>سلسلة المفاتيح مقفلة</translation>
    </message>
    <message>
        <source>Key rejected</source>
        <translation>المفتاح مرفوض</translation>
    </message>
    <message>
        <source>Key missing</source>
        <translation>المفتاح مفقود</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>معطّل</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>لا يمكن استخدامه</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>لا يعمل</translation>
    </message>
    <message>
        <source>Test failed</source>
        <translation>فشل الاختبار</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>لم يُختبر</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>صالح</translation>
    </message>
    <message>
        <source>off</source>
        <translation>معطّل</translation>
    </message>
    <message>
        <source>waiting for the keychain</source>
        <translation>في انتظار سلسلة المفاتيح</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>مفقود</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>rejected (%1)</source>
        <translation>مرفوض (%1)</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>مرفوض</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>vault</source>
        <translation>الخزنة</translation>
    </message>
    <message>
        <source>keychain</source>
        <translation>سلسلة المفاتيح</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>In the cloud, with your key</source>
        <translation>في السحابة، بمفتاحك</translation>
    </message>
    <message>
        <source>Many providers behind one key</source>
        <translation>مزوّدون كثيرون وراء مفتاح واحد</translation>
    </message>
    <message>
        <source>On your own machine</source>
        <translation>على جهازك</translation>
    </message>
    <message>
        <source>Any OpenAI-compatible address</source>
        <translation>أي عنوان متوافق مع واجهة OpenAI</translation>
    </message>
    <message>
        <source>The key was rejected. Check that it is whole and belongs to this provider.</source>
        <translation>رُفض المفتاح. تأكد من أنه كامل ومن أنه لهذا المزوّد.</translation>
    </message>
    <message>
        <source>Something answers, but there is no list of models. Check the address.</source>
        <translation>وصل رد، لكن دون قائمة نماذج. تحقق من العنوان.</translation>
    </message>
    <message>
        <source>The provider asks to slow down. The key works; try again later.</source>
        <translation>يطلب المزوّد التمهل. المفتاح صالح؛ أعد المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>Nothing answers at this address. Check it, or start the server.</source>
        <translation>لا شيء يرد على هذا العنوان. تحقق منه، أو شغّل الخادم.</translation>
    </message>
    <message>
        <source>The server&apos;s name cannot be found. Check the address and the network.</source>
        <translation>تعذّر العثور على اسم الخادم. تحقق من العنوان ومن الشبكة.</translation>
    </message>
    <message>
        <source>The proxy did not let it through: %1</source>
        <translation>لم يسمح الوكيل بالمرور: %1</translation>
    </message>
    <message>
        <source>The key is not where it should be: %1</source>
        <translation>المفتاح ليس في مكانه: %1</translation>
    </message>
    <message>
        <source>The certificate was not accepted: %1</source>
        <translation>لم تُقبل الشهادة: %1</translation>
    </message>
    <message>
        <source>There was no answer in time. Try again, or check the proxy.</source>
        <translation>لا رد في الوقت المحدد. أعد المحاولة، أو تحقق من الوكيل.</translation>
    </message>
    <message>
        <source>Kept in the encrypted vault, as %1</source>
        <translation>محفوظ في الخزنة المشفّرة باسم %1</translation>
    </message>
    <message>
        <source>Kept in the encrypted file %1, as %2</source>
        <translation>محفوظ في الملف المشفّر %1 باسم %2</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain, as %1</source>
        <translation>محفوظ في سلسلة مفاتيح النظام باسم %1</translation>
    </message>
    <message>
        <source>Read from the file %1</source>
        <translation>يُقرأ من الملف %1</translation>
    </message>
    <message>
        <source>Read from the environment variable %1</source>
        <translation>يُقرأ من متغير البيئة %1</translation>
    </message>
    <message>
        <source>Waiting for the system&apos;s keychain. Unlock it where it asks for its password, or try again.</source>
        <translation>في انتظار سلسلة مفاتيح النظام. افتح قفلها حيث تطلب كلمة المرور، أو أعد المحاولة.</translation>
    </message>
    <message>
        <source>The vault is locked. Start Signalbox with the vault&apos;s passphrase.</source>
        <translation>الخزنة مقفلة. شغّل Signalbox بعبارة مرور الخزنة.</translation>
    </message>
    <message>
        <source>The keychain stayed locked, so nothing was saved. Save again to keep the key in the encrypted file instead, or choose the keychain once more.</source>
        <translation>بقيت سلسلة المفاتيح مقفلة، فلم يُحفظ شيء. احفظ من جديد ليُحفظ المفتاح في الملف المشفّر بدلًا منها، أو اختر سلسلة المفاتيح مرة أخرى.</translation>
    </message>
    <message>
        <source>There is no keychain on this desktop now. Save again to keep the key in the encrypted file instead.</source>
        <translation>لا توجد الآن سلسلة مفاتيح على سطح المكتب هذا. احفظ من جديد ليُحفظ المفتاح في الملف المشفّر بدلًا منها.</translation>
    </message>
    <message>
        <source>The keychain did not accept the key. Save again to keep it in the encrypted file instead.</source>
        <translation>لم تقبل سلسلة المفاتيح المفتاح. احفظ من جديد ليُحفظ في الملف المشفّر بدلًا منها.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>App</source>
        <translation>التطبيق</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>نقطة النهاية</translation>
    </message>
    <message>
        <source>Gateway name</source>
        <translation>اسم البوابة</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>المنفذ</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>المنطقة</translation>
    </message>
    <message>
        <source>Resource name</source>
        <translation>اسم المورد</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>المستأجر</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>مساحة العمل</translation>
    </message>
    <message>
        <source>Some models rest</source>
        <translation>بعض النماذج متوقفة مؤقتًا</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>لا نماذج</numerusform>
            <numerusform>نموذج واحد</numerusform>
            <numerusform>نموذجان</numerusform>
            <numerusform>%Ln نماذج</numerusform>
            <numerusform>%Ln نموذجًا</numerusform>
            <numerusform>%Ln نموذج</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rests until %2</source>
        <translation>%1 متوقف حتى %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProvidersPage</name>
    <message>
        <source>The providers cannot be shown</source>
        <translation>تعذّر عرض المزوّدين</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>No providers match</source>
        <translation>لا مزوّد مطابق</translation>
    </message>
    <message>
        <source>The search looks at names and addresses.</source>
        <translation>يشمل البحث الأسماء والعناوين.</translation>
    </message>
    <message>
        <source>No provider yet</source>
        <translation>لا مزوّد بعد</translation>
    </message>
    <message>
        <source>Add one with its key, or a model server that runs on this computer. Your apps then reach its models through Signalbox.</source>
        <translation>أضف مزوّدًا بمفتاحه، أو خادم نماذج يعمل على هذا الحاسوب. عندئذٍ تصل تطبيقاتك إلى نماذجه عبر Signalbox.</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>قد يكون المعروض قديمًا.</translation>
    </message>
    <message>
        <source>%1 added.</source>
        <translation>أُضيف %1.</translation>
    </message>
    <message>
        <source>%1 is not from the configuration file and cannot be changed here.</source>
        <translation>ليس %1 من ملف التهيئة، فلا يمكن تغييره هنا.</translation>
    </message>
    <message>
        <source>Key %1 saved.</source>
        <translation>حُفظ المفتاح %1.</translation>
    </message>
    <message>
        <source>%1 is off: no requests go there.</source>
        <translation>المزوّد %1 معطّل: لا تذهب إليه طلبات.</translation>
    </message>
    <message>
        <source>%1 is on.</source>
        <translation>المزوّد %1 مفعّل.</translation>
    </message>
    <message>
        <source>Remove provider “%1”?</source>
        <translation>إزالة المزوّد «%1»؟</translation>
    </message>
    <message>
        <source>Requests for its models will get an error. A route that still names it has to be changed first.</source>
        <translation>ستتلقى طلبات نماذجه خطأ. يجب أولًا تغيير أي مسار لا يزال يذكره.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>إزالة %1</translation>
    </message>
    <message>
        <source>Provider %1 removed.</source>
        <translation>أُزيل المزوّد %1.</translation>
    </message>
    <message>
        <source>Remove key “%1” of %2?</source>
        <translation>إزالة المفتاح «%1» للمزوّد %2؟</translation>
    </message>
    <message>
        <source>Requests will use the provider&apos;s other keys.</source>
        <translation>ستستخدم الطلبات مفاتيح المزوّد الأخرى.</translation>
    </message>
    <message>
        <source>It is the only key: requests will be sent without one.</source>
        <translation>هذا هو المفتاح الوحيد: ستُرسل الطلبات دون مفتاح.</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>إزالة المفتاح</translation>
    </message>
    <message>
        <source>Key %1 removed.</source>
        <translation>أُزيل المفتاح %1.</translation>
    </message>
    <message>
        <source>Key %1 is off.</source>
        <translation>المفتاح %1 معطّل.</translation>
    </message>
    <message>
        <source>Key %1 is on.</source>
        <translation>المفتاح %1 مفعّل.</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>المزوّدون</translation>
    </message>
    <message>
        <source>Search providers</source>
        <translation>البحث في المزوّدين</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>إضافة مزوّد</translation>
    </message>
    <message>
        <source>The demo is on.</source>
        <translation>العرض التوضيحي مفعّل.</translation>
    </message>
    <message>
        <source>The demo is off.</source>
        <translation>العرض التوضيحي معطّل.</translation>
    </message>
    <message>
        <source>Also delete the secrets where they are kept, for good</source>
        <translation>حذف المفاتيح السرية أيضًا من أماكن حفظها نهائيًا</translation>
    </message>
    <message>
        <source>Also delete the secret from the encrypted file, for good</source>
        <translation>حذف المفتاح السري أيضًا من الملف المشفّر نهائيًا</translation>
    </message>
    <message>
        <source>Also delete the secret from the system&apos;s keychain, for good</source>
        <translation>حذف المفتاح السري أيضًا من سلسلة مفاتيح النظام نهائيًا</translation>
    </message>
    <message>
        <source>Price of %1 saved.</source>
        <translation>حُفظ سعر %1.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>كل النماذج</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProvidersScreen</name>
    <message>
        <source>Add a provider…</source>
        <translation>إضافة مزوّد…</translation>
    </message>
    <message>
        <source>key model server</source>
        <translation>مفتاح نموذج خادم</translation>
    </message>
    <message>
        <source>Test all providers</source>
        <translation>اختبار كل المزوّدين</translation>
    </message>
    <message>
        <source>Open provider %1</source>
        <translation>فتح المزوّد %1</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>المزوّدون</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>كل النماذج</translation>
    </message>
    <message>
        <source>price context capability</source>
        <translation>سعر سياق قدرة</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProxyChoice</name>
    <message>
        <source>Connection to providers</source>
        <translation>الاتصال بالمزوّدين</translation>
    </message>
    <message>
        <source>System proxy</source>
        <translation>وكيل النظام</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>بلا وكيل</translation>
    </message>
    <message>
        <source>This proxy</source>
        <translation>هذا الوكيل</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>عنوان الوكيل</translation>
    </message>
</context>
<context>
    <name>sb::ui::ProxySection</name>
    <message>
        <source>Certificate authorities</source>
        <translation>جهات التصديق</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>الشهادات (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>كل الملفات (*)</translation>
    </message>
    <message>
        <source>Further certificate authorities</source>
        <translation>جهات تصديق إضافية</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>إضافة ملف…</translation>
    </message>
    <message>
        <source>Connection to providers</source>
        <translation>الاتصال بالمزوّدين</translation>
    </message>
    <message>
        <source>http, socks5 or socks5h. User and password belong in the environment. A provider may have its own proxy.</source>
        <translation>‏http أو socks5 أو socks5h. يوضع اسم المستخدم وكلمة المرور في متغيرات البيئة. ويمكن أن يكون لكل مزوّد وكيله.</translation>
    </message>
    <message>
        <source>PEM files trusted in addition to the system&apos;s, for a company proxy that inspects connections.</source>
        <translation>ملفات PEM يوثَق بها إلى جانب ملفات النظام، لأجل وكيل شركة يفحص الاتصالات.</translation>
    </message>
    <message>
        <source>“%1” holds no certificate</source>
        <translation>لا يحتوي «%1» على شهادة</translation>
    </message>
    <message>
        <source>Choose a PEM file: a text with -----BEGIN CERTIFICATE----- in it. Nothing was changed.</source>
        <translation>اختر ملف PEM: نصًا يحتوي على -----BEGIN CERTIFICATE-----. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>اختر ملفًا آخر</translation>
    </message>
</context>
<context>
    <name>sb::ui::RangeDialog</name>
    <message>
        <source>Choose days</source>
        <translation>اختيار الأيام</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>أول يوم</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>آخر يوم</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>The first day is after the last one.</source>
        <translation>أول يوم يقع بعد آخر يوم.</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln days can be shown.</source>
        <translation>
            <numerusform>لا يمكن عرض أيام.</numerusform>
            <numerusform>يمكن عرض يوم واحد على الأكثر.</numerusform>
            <numerusform>يمكن عرض يومين على الأكثر.</numerusform>
            <numerusform>يمكن عرض %Ln أيام على الأكثر.</numerusform>
            <numerusform>يمكن عرض %Ln يومًا على الأكثر.</numerusform>
            <numerusform>يمكن عرض %Ln يوم على الأكثر.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sb::ui::RawView</name>
    <message>
        <source>The text was kept, but its time has run out.</source>
        <translation>حُفظ النص ثم انقضت مدة حفظه.</translation>
    </message>
    <message>
        <source>The text was not kept: the log could not keep up.</source>
        <translation>لم يُحفظ النص: لم يواكب السجل الضغط.</translation>
    </message>
    <message>
        <source>The text was not kept. Settings show what is recorded.</source>
        <translation>لم يُحفظ النص. تحدد الإعدادات ما يُسجَّل.</translation>
    </message>
    <message>
        <source>Only the beginning of %1 was kept.</source>
        <translation>لم يُحفظ سوى بداية %1.</translation>
    </message>
    <message>
        <source>Personal data and secrets were replaced.</source>
        <translation>استُبدلت البيانات الشخصية والأسرار.</translation>
    </message>
    <message>
        <source>It cannot be read: %1</source>
        <translation>تعذّرت قراءته: %1</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>الشكل</translation>
    </message>
    <message>
        <source>Formatted</source>
        <translation>منسّق</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>كما أُرسل</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>نسخ النص</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>عرض المزيد</translation>
    </message>
    <message>
        <source>Raw request</source>
        <translation>الطلب الخام</translation>
    </message>
    <message>
        <source>Raw response</source>
        <translation>الرد الخام</translation>
    </message>
</context>
<context>
    <name>sb::ui::RefusedPages</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ولا غيرها</numerusform>
            <numerusform>وواحد غيرها</numerusform>
            <numerusform>واثنان غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
        </translation>
    </message>
    <message>
        <source>Web pages of %1 were refused</source>
        <translation>رُفضت صفحات ويب من %1</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>السماح</translation>
    </message>
    <message>
        <source>Allow %1</source>
        <translation>السماح لـ %1</translation>
    </message>
    <message>
        <source>%1 was not allowed.</source>
        <translation>لم يُسمح لـ %1.</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>إعادة القراءة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
</context>
<context>
    <name>sb::ui::RenameDialog</name>
    <message>
        <source>Rename key “%1”</source>
        <translation>إعادة تسمية المفتاح «%1»</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Apps keep working: the secret stays the same. Earlier requests keep the old name in logs and spend.</source>
        <translation>تستمر التطبيقات في العمل: لا يتغير المفتاح السري. تحتفظ الطلبات السابقة بالاسم القديم في السجل والإنفاق.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
</context>
<context>
    <name>sb::ui::RequestCard</name>
    <message>
        <source>Requests for</source>
        <translation>طلبات النماذج</translation>
    </message>
    <message>
        <source>Add a pattern…</source>
        <translation>إضافة نمط…</translation>
    </message>
    <message>
        <source>Add a model name or a pattern that leads here</source>
        <translation>إضافة اسم نموذج أو نمط يؤدي إلى هنا</translation>
    </message>
    <message>
        <source>Further model names that lead here. * stands for any text, as in claude-*haiku*.</source>
        <translation>أسماء نماذج أخرى تؤدي إلى هنا. تمثّل * أي نص، كما في ⁦claude-*haiku*⁩.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>إزالة %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::RestoreUpload</name>
    <message>
        <source>the file is empty</source>
        <translation>الملف فارغ</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteDrafts</name>
    <message>
        <source>Give the route a name: apps send it as the model.</source>
        <translation>أعط المسار اسمًا: ترسله التطبيقات اسمًا للنموذج.</translation>
    </message>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>الاسم طويل جدًا.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم حرفًا واحدًا على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم حرفين على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln أحرف على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln حرفًا على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln حرف على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name has no spaces, line breaks or invisible characters.</source>
        <translation>لا مسافات في الاسم ولا فواصل أسطر ولا أحرف مخفية.</translation>
    </message>
    <message>
        <source>A name has no * or ?. Patterns are added to the route later.</source>
        <translation>لا يحوي الاسم * أو ?. تُضاف الأنماط إلى المسار لاحقًا.</translation>
    </message>
    <message>
        <source>A route named “%1” already exists.</source>
        <translation>يوجد مسار باسم «%1».</translation>
    </message>
    <message>
        <source>Write a model name, or a pattern like claude-*.</source>
        <translation>اكتب اسم نموذج، أو نمطًا مثل ⁦claude-*⁩.</translation>
    </message>
    <message numerus="yes">
        <source>The pattern is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>النمط طويل جدًا.</numerusform>
            <numerusform>النمط طويل جدًا: استخدم حرفًا واحدًا على الأكثر.</numerusform>
            <numerusform>النمط طويل جدًا: استخدم حرفين على الأكثر.</numerusform>
            <numerusform>النمط طويل جدًا: استخدم %Ln أحرف على الأكثر.</numerusform>
            <numerusform>النمط طويل جدًا: استخدم %Ln حرفًا على الأكثر.</numerusform>
            <numerusform>النمط طويل جدًا: استخدم %Ln حرف على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>A pattern has no spaces, line breaks or invisible characters.</source>
        <translation>لا مسافات في النمط ولا فواصل أسطر ولا أحرف مخفية.</translation>
    </message>
    <message>
        <source>“%1” already leads to this route.</source>
        <translation>يؤدي «%1» إلى هذا المسار بالفعل.</translation>
    </message>
    <message>
        <source>“%1” already leads to route “%2”.</source>
        <translation>يؤدي «%1» إلى المسار «%2» بالفعل.</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteList</name>
    <message>
        <source>Find a route</source>
        <translation>البحث عن مسار</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>المسارات</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>مسار جديد</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>إعادة التسمية…</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>نسخ الاسم</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>حذف…</translation>
    </message>
</context>
<context>
    <name>sb::ui::RouteListModel</name>
    <message>
        <source>changed elsewhere</source>
        <translation>تغيّر في مكان آخر</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>غير منشور</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>مسودة</translation>
    </message>
    <message>
        <source>published</source>
        <translation>منشور</translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesPage</name>
    <message>
        <source>Route “%1” was deleted.</source>
        <translation>حُذف المسار «%1».</translation>
    </message>
    <message>
        <source>No routes to show</source>
        <translation>لا مسارات لعرضها</translation>
    </message>
    <message>
        <source>They appear here when the gateway answers.</source>
        <translation>تظهر هنا عندما ترد البوابة.</translation>
    </message>
    <message>
        <source>No routes yet</source>
        <translation>لا مسارات بعد</translation>
    </message>
    <message>
        <source>A route is a model name of your own. Apps ask for it, and Signalbox decides which model answers. Requests that name a model directly work without one.</source>
        <translation>المسار اسم نموذج خاص بك. تطلبه التطبيقات، ويقرر Signalbox أي نموذج يرد. أما الطلبات التي تسمّي نموذجًا مباشرةً فتعمل دون مسار.</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>مسار جديد</translation>
    </message>
    <message numerus="yes">
        <source>Draft, %Ln changes</source>
        <translation>
            <numerusform>مسودة بلا تغييرات</numerusform>
            <numerusform>مسودة، تغيير واحد</numerusform>
            <numerusform>مسودة، تغييران</numerusform>
            <numerusform>مسودة، %Ln تغييرات</numerusform>
            <numerusform>مسودة، %Ln تغييرًا</numerusform>
            <numerusform>مسودة، %Ln تغيير</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drafts on the canvas are not in this text until they are published.</source>
        <translation>
            <numerusform>لا مسودات في المخطط خارج هذا النص.</numerusform>
            <numerusform>مسودة واحدة من المخطط ليست في هذا النص إلى أن تُنشر.</numerusform>
            <numerusform>مسودتان من المخطط ليستا في هذا النص إلى أن تُنشرا.</numerusform>
            <numerusform>%Ln مسودات من المخطط ليست في هذا النص إلى أن تُنشر.</numerusform>
            <numerusform>%Ln مسودة من المخطط ليست في هذا النص إلى أن تُنشر.</numerusform>
            <numerusform>%Ln مسودة من المخطط ليست في هذا النص إلى أن تُنشر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep yours to replace that version, or discard yours to see it.</source>
        <translation>احتفظ بنسختك لتحل محل ما هناك، أو تجاهلها لرؤيته.</translation>
    </message>
    <message>
        <source>The file was changed elsewhere.</source>
        <translation>تغيّر الملف في مكان آخر.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>الاحتفاظ بنسختي</translation>
    </message>
    <message>
        <source>“%1” was deleted elsewhere.</source>
        <translation>حُذف «%1» في مكان آخر.</translation>
    </message>
    <message>
        <source>“%1” was changed elsewhere.</source>
        <translation>تغيّر «%1» في مكان آخر.</translation>
    </message>
    <message>
        <source>The routes could not be read.</source>
        <translation>تعذّرت قراءة المسارات.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Delete route “%1”?</source>
        <translation>حذف المسار «%1»؟</translation>
    </message>
    <message>
        <source>It is a draft that was never published.</source>
        <translation>هذه مسودة لم تُنشر قط.</translation>
    </message>
    <message>
        <source>Apps that ask for it will get an error.</source>
        <translation>ستتلقى التطبيقات التي تطلبه خطأ.</translation>
    </message>
    <message>
        <source>Delete route</source>
        <translation>حذف المسار</translation>
    </message>
    <message>
        <source>The changes to the text were discarded.</source>
        <translation>تم تجاهل تغييرات النص.</translation>
    </message>
    <message>
        <source>The draft of “%1” was discarded.</source>
        <translation>تم تجاهل مسودة «%1».</translation>
    </message>
    <message>
        <source>The configuration is published.</source>
        <translation>نُشرت التهيئة.</translation>
    </message>
    <message>
        <source>Route “%1” is published.</source>
        <translation>نُشر المسار «%1».</translation>
    </message>
    <message>
        <source>Published, with a warning.</source>
        <translation>تم النشر، مع تحذير.</translation>
    </message>
    <message>
        <source>The text was not published.</source>
        <translation>لم يُنشر النص.</translation>
    </message>
    <message>
        <source>“%1” was not changed.</source>
        <translation>لم يتغير «%1».</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>إعادة القراءة</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>المسارات</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>المخطط</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>تجاهل</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>تشغيل تجريبي</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>نشر</translation>
    </message>
    <message>
        <source>A fallback was removed.</source>
        <translation>أُزيلت مجموعة بدائل.</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>أُزيل «%1».</translation>
    </message>
    <message>
        <source>The routes cannot be shown</source>
        <translation>تعذّر عرض المسارات</translation>
    </message>
</context>
<context>
    <name>sb::ui::RoutesScreen</name>
    <message>
        <source>New route…</source>
        <translation>مسار جديد…</translation>
    </message>
    <message>
        <source>fallback model name</source>
        <translation>بديل نموذج اسم fallback</translation>
    </message>
    <message>
        <source>Open route %1</source>
        <translation>فتح المسار %1</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>المسارات</translation>
    </message>
</context>
<context>
    <name>sb::ui::SaveBar</name>
    <message>
        <source>Not saved.</source>
        <translation>لم يتم الحفظ.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <translation>
            <numerusform>لا تغييرات</numerusform>
            <numerusform>تغيير واحد</numerusform>
            <numerusform>تغييران</numerusform>
            <numerusform>%Ln تغييرات</numerusform>
            <numerusform>%Ln تغييرًا</numerusform>
            <numerusform>%Ln تغيير</numerusform>
        </translation>
    </message>
    <message>
        <source>Someone else has changed signalbox.yaml in the meantime. Read it again, then save: your changes are kept.</source>
        <translation>غيّر طرف آخر signalbox.yaml في هذه الأثناء. أعد قراءته ثم احفظ: تبقى تغييراتك.</translation>
    </message>
    <message>
        <source>not saved to signalbox.yaml yet</source>
        <translation>لم تُحفظ بعد في signalbox.yaml</translation>
    </message>
    <message>
        <source>Save and restart listeners</source>
        <translation>حفظ وإعادة تشغيل وحدات الاستماع</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>إعادة القراءة</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>تجاهل</translation>
    </message>
</context>
<context>
    <name>sb::ui::SecretField</name>
    <message>
        <source>Hide what was typed</source>
        <translation>إخفاء ما كُتب</translation>
    </message>
    <message>
        <source>Show what was typed</source>
        <translation>إظهار ما كُتب</translation>
    </message>
</context>
<context>
    <name>sb::ui::SecretInput</name>
    <message>
        <source>API key</source>
        <translation>مفتاح API</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>متغير بيئة</translation>
    </message>
    <message>
        <source>Keep it in</source>
        <translation>مكان الحفظ</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>البيئة</translation>
    </message>
    <message>
        <source>Where the key is kept</source>
        <translation>مكان حفظ المفتاح</translation>
    </message>
    <message>
        <source>Paste the key</source>
        <translation>الصق المفتاح</translation>
    </message>
    <message>
        <source>Read when the gateway starts; Signalbox keeps no copy.</source>
        <translation>يُقرأ عند تشغيل البوابة؛ ولا يحتفظ Signalbox بنسخة منه.</translation>
    </message>
    <message>
        <source>Kept in the encrypted vault; only the last four characters are shown again.</source>
        <translation>يُحفظ في الخزنة المشفّرة؛ ولا يُعرض منه لاحقًا إلا آخر أربعة أحرف.</translation>
    </message>
    <message>
        <source>Kept in the encrypted file %1; only the last four characters are shown again.</source>
        <translation>يُحفظ في الملف المشفّر %1؛ ولا يُعرض منه لاحقًا إلا آخر أربعة أحرف.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain, which asks for its password first.</source>
        <translation>يُحفظ في سلسلة مفاتيح النظام، وهي تطلب كلمة مرورها أولًا.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain; only the last four characters are shown again.</source>
        <translation>يُحفظ في سلسلة مفاتيح النظام؛ ولا يُعرض منه لاحقًا إلا آخر أربعة أحرف.</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>سلسلة المفاتيح</translation>
    </message>
    <message>
        <source>Encrypted file</source>
        <translation>ملف مشفّر</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingChoice</name>
    <message>
        <source>default</source>
        <translation>افتراضي</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingField</name>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>default</source>
        <translation>افتراضي</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsModel</name>
    <message>
        <source>%1: %2</source>
        <comment>setting, what is wrong with it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsPage</name>
    <message>
        <source>The settings could not be read.</source>
        <translation>تعذّرت قراءة الإعدادات.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>signalbox.yaml cannot be written.</source>
        <translation>تعذّرت الكتابة في signalbox.yaml.</translation>
    </message>
    <message>
        <source>Its settings can be read here; change them where the file is kept.</source>
        <translation>يمكن قراءة إعداداته هنا؛ غيّرها حيث يُحفظ الملف.</translation>
    </message>
    <message>
        <source>Saved. Takes effect at the next start: %1</source>
        <translation>تم الحفظ. يسري عند التشغيل القادم: %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>تم الحفظ.</translation>
    </message>
    <message>
        <source>Saved, but the listeners stay as they were: %1</source>
        <translation>تم الحفظ، لكن وحدات الاستماع بقيت كما كانت: %1</translation>
    </message>
    <message>
        <source>Saved, but the gateway does not listen: %1. Change the listener and save again.</source>
        <translation>تم الحفظ، لكن البوابة لا تستمع: %1. غيّر وحدة الاستماع واحفظ من جديد.</translation>
    </message>
    <message>
        <source>Saved. The gateway listens at %1</source>
        <translation>تم الحفظ. تستمع البوابة على %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>البحث في الإعدادات</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>الأقسام</translation>
    </message>
    <message>
        <source>The settings cannot be shown</source>
        <translation>تعذّر عرض الإعدادات</translation>
    </message>
    <message>
        <source>Saved, but not known to listen at the new address: %1</source>
        <translation>حُفظ، لكن لا يُعرف هل تستمع البوابة على العنوان الجديد: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsScreen</name>
    <message>
        <source>Settings: %1</source>
        <translation>الإعدادات: %1</translation>
    </message>
    <message>
        <source>Changed settings are not saved.</source>
        <translation>لم تُحفظ الإعدادات المعدّلة.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
</context>
<context>
    <name>sb::ui::SettingsSections</name>
    <message>
        <source>Listener and network</source>
        <translation>الاستماع والشبكة</translation>
    </message>
    <message>
        <source>address port key host origin worker time limit timeout</source>
        <translation>عنوان منفذ مفتاح مضيف أصل خيط حد مهلة وقت port host timeout</translation>
    </message>
    <message>
        <source>Proxy and trust</source>
        <translation>الوكيل والثقة</translation>
    </message>
    <message>
        <source>proxy certificate authority CA PEM</source>
        <translation>وكيل شهادة جهة تصديق proxy CA PEM</translation>
    </message>
    <message>
        <source>Log and storage</source>
        <translation>السجل والتخزين</translation>
    </message>
    <message>
        <source>body bodies privacy retention size disk record</source>
        <translation>محتوى خصوصية حفظ مدة حجم قرص تسجيل</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>dark light theme language text size font</source>
        <translation>داكن فاتح مظهر سمة لغة نص حجم خط</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>login start tray close window</source>
        <translation>تسجيل دخول تشغيل بدء علبة إغلاق نافذة</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>الوجهات</translation>
    </message>
    <message>
        <source>privacy telemetry update contact</source>
        <translation>خصوصية قياس تحديث اتصال</translation>
    </message>
    <message>
        <source>About</source>
        <translation>حول</translation>
    </message>
    <message>
        <source>version licence license folder file</source>
        <translation>إصدار رخصة مجلد ملف</translation>
    </message>
    <message>
        <source>Backup and restore</source>
        <translation>النسخ الاحتياطي والاستعادة</translation>
    </message>
    <message>
        <source>backup restore save copy archive</source>
        <translation>نسخ احتياطي نسخة استعادة حفظ أرشيف backup restore</translation>
    </message>
</context>
<context>
    <name>sb::ui::Sidebar</name>
    <message>
        <source>Find or run</source>
        <translation>بحث أو تنفيذ</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>التنقل</translation>
    </message>
</context>
<context>
    <name>sb::ui::Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation>جارٍ التحميل…</translation>
    </message>
</context>
<context>
    <name>sb::ui::Snippets</name>
    <message>
        <source>Install it with %1. Every OpenAI-compatible tool works the same way: only the base URL and the key change.</source>
        <translation>ثبّته بالأمر %1. كل أداة متوافقة مع OpenAI تعمل بالطريقة نفسها: لا يتغير إلا العنوان الأساسي والمفتاح.</translation>
    </message>
    <message>
        <source>Install it with %1.</source>
        <translation>ثبّته بالأمر %1.</translation>
    </message>
    <message>
        <source>Put this into the file %1.</source>
        <translation>ضع هذا في الملف %1.</translation>
    </message>
    <message>
        <source>In a running Open WebUI, enter the same two values under Admin Panel, Settings, Connections.</source>
        <translation>إذا كان Open WebUI يعمل بالفعل، فضع هاتين القيمتين في Admin Panel ثم Settings ثم Connections.</translation>
    </message>
    <message>
        <source>Paste this into a terminal.</source>
        <translation>الصق هذا في الطرفية.</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendChart</name>
    <message>
        <source>Spend by day</source>
        <translation>الإنفاق حسب اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln days. Left and Right go from day to day, Enter opens its requests; the table view has the same numbers.</source>
        <translation>
            <numerusform>لا أيام: %1.</numerusform>
            <numerusform>%1 في يوم واحد. يفتح Enter طلباته؛ والأرقام نفسها في عرض الجدول.</numerusform>
            <numerusform>%1 خلال يومين. ينقلك السهمان الأيسر والأيمن من يوم إلى يوم، ويفتح Enter طلباته؛ والأرقام نفسها في عرض الجدول.</numerusform>
            <numerusform>%1 خلال %Ln أيام. ينقلك السهمان الأيسر والأيمن من يوم إلى يوم، ويفتح Enter طلباته؛ والأرقام نفسها في عرض الجدول.</numerusform>
            <numerusform>%1 خلال %Ln يومًا. ينقلك السهمان الأيسر والأيمن من يوم إلى يوم، ويفتح Enter طلباته؛ والأرقام نفسها في عرض الجدول.</numerusform>
            <numerusform>%1 خلال %Ln يوم. ينقلك السهمان الأيسر والأيمن من يوم إلى يوم، ويفتح Enter طلباته؛ والأرقام نفسها في عرض الجدول.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>day, money</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <comment>group with money, day with money</comment>
        <translation>%1، من %2</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendLegend</name>
    <message>
        <source>cumulative</source>
        <translation>تراكمي</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendModels</name>
    <message>
        <source>others</source>
        <translation>أخرى</translation>
    </message>
    <message>
        <source>without a key</source>
        <translation>بلا مفتاح</translation>
    </message>
    <message>
        <source>no provider</source>
        <translation>بلا مزوّد</translation>
    </message>
    <message>
        <source>direct</source>
        <comment>no route</comment>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>بلا نموذج</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>المزوّد</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>المسار</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>بلا سعر</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>الطلبات</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>الرموز</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>التكلفة</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>الحصة</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>حسب اليوم</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>الإنفاق</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>تراكمي</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>model, its provider</comment>
        <translation>⁦%1⁩ · ⁦%2⁩</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendPage</name>
    <message>
        <source>Choose days…</source>
        <translation>اختيار الأيام…</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>هذا الشهر</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>الشهر الماضي</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>آخر 7 أيام</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>آخر 30 يومًا</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>آخر 90 يومًا</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>days</comment>
        <translation>من %1 إلى %2</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>الطلبات</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>الرموز</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempts at an unknown price</source>
        <translation>
            <numerusform>لا محاولات بسعر غير معروف</numerusform>
            <numerusform>محاولة واحدة بسعر غير معروف</numerusform>
            <numerusform>محاولتان بسعر غير معروف</numerusform>
            <numerusform>%Ln محاولات بسعر غير معروف</numerusform>
            <numerusform>%Ln محاولة بسعر غير معروف</numerusform>
            <numerusform>%Ln محاولة بسعر غير معروف</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in the sums. Open the requests in Logs.</source>
        <translation>غير مشمولة في المجاميع. افتح الطلبات في السجل.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>لا مفاتيح</numerusform>
            <numerusform>مفتاح واحد</numerusform>
            <numerusform>مفتاحان</numerusform>
            <numerusform>%Ln مفاتيح</numerusform>
            <numerusform>%Ln مفتاحًا</numerusform>
            <numerusform>%Ln مفتاح</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln providers</source>
        <translation>
            <numerusform>لا مزوّدين</numerusform>
            <numerusform>مزوّد واحد</numerusform>
            <numerusform>مزوّدان</numerusform>
            <numerusform>%Ln مزوّدين</numerusform>
            <numerusform>%Ln مزوّدًا</numerusform>
            <numerusform>%Ln مزوّد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>لا نماذج</numerusform>
            <numerusform>نموذج واحد</numerusform>
            <numerusform>نموذجان</numerusform>
            <numerusform>%Ln نماذج</numerusform>
            <numerusform>%Ln نموذجًا</numerusform>
            <numerusform>%Ln نموذج</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 requests, %2 tokens, %3</source>
        <comment>numbers, money</comment>
        <translation>الطلبات: %1، الرموز: %2، الإنفاق: %3</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Some requests are missing from the sums.</source>
        <translation>لا تشمل المجاميع بعض الطلبات.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests could not be written to the log.</source>
        <translation>
            <numerusform>لا طلبات تعذّرت كتابتها في السجل.</numerusform>
            <numerusform>تعذّرت كتابة طلب واحد في السجل.</numerusform>
            <numerusform>تعذّرت كتابة طلبين في السجل.</numerusform>
            <numerusform>تعذّرت كتابة %Ln طلبات في السجل.</numerusform>
            <numerusform>تعذّرت كتابة %Ln طلبًا في السجل.</numerusform>
            <numerusform>تعذّرت كتابة %Ln طلب في السجل.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the spend</source>
        <translation>تصدير الإنفاق</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>الإنفاق</translation>
    </message>
    <message>
        <source>Table view</source>
        <translation>عرض الجدول</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>تصدير بصيغة CSV</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>التجميع حسب</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>المزوّد</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>The days that are shown</source>
        <translation>الأيام المعروضة</translation>
    </message>
    <message>
        <source>Spend by group</source>
        <translation>الإنفاق حسب المجموعة</translation>
    </message>
    <message>
        <source>Spend by day</source>
        <translation>الإنفاق حسب اليوم</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <source>No spend in these days</source>
        <translation>لا إنفاق في هذه الأيام</translation>
    </message>
    <message>
        <source>Every request that has a price is summed up here by day, model, provider and key. Choose other days above, or connect an app.</source>
        <translation>تُجمع هنا تكاليف كل الطلبات المسعّرة بحسب اليوم والنموذج والمزوّد والمفتاح. اختر أيامًا أخرى أعلاه، أو وصّل تطبيقًا.</translation>
    </message>
    <message>
        <source>Connect an app</source>
        <translation>توصيل تطبيق</translation>
    </message>
    <message>
        <source>The sums cannot be shown</source>
        <translation>تعذّر عرض المجاميع</translation>
    </message>
    <message>
        <source>What you see may be out of date.</source>
        <translation>قد يكون المعروض قديمًا.</translation>
    </message>
</context>
<context>
    <name>sb::ui::SpendScreen</name>
    <message>
        <source>Spend by model</source>
        <translation>الإنفاق حسب النموذج</translation>
    </message>
    <message>
        <source>Spend by provider</source>
        <translation>الإنفاق حسب المزوّد</translation>
    </message>
    <message>
        <source>Spend by key</source>
        <translation>الإنفاق حسب المفتاح</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>الإنفاق</translation>
    </message>
</context>
<context>
    <name>sb::ui::Spinner</name>
    <message>
        <source>Working…</source>
        <translation>جارٍ العمل…</translation>
    </message>
</context>
<context>
    <name>sb::ui::StartPage</name>
    <message>
        <source>Starting the gateway…</source>
        <translation>جارٍ تشغيل البوابة…</translation>
    </message>
    <message>
        <source>What the gateway said</source>
        <translation>رسالة البوابة</translation>
    </message>
</context>
<context>
    <name>sb::ui::StatusBar</name>
    <message>
        <source>This computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>نسخ العنوان</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>جارٍ التشغيل…</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>غير متصلة</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>تعمل</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>متوقفة</translation>
    </message>
    <message>
        <source>Gateway: %1</source>
        <translation>البوابة: %1</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>إيقاف البوابة</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>تشغيل البوابة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln streams</source>
        <translation>
            <numerusform>لا بث</numerusform>
            <numerusform>عملية بث واحدة</numerusform>
            <numerusform>عمليتا بث</numerusform>
            <numerusform>%Ln عمليات بث</numerusform>
            <numerusform>%Ln عملية بث</numerusform>
            <numerusform>%Ln عملية بث</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what runs now</source>
        <translation>عرض ما يجري الآن</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 اليوم</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests today have no known price</source>
        <translation>
            <numerusform>لا طلبات اليوم بلا سعر معروف</numerusform>
            <numerusform>طلب واحد اليوم بلا سعر معروف</numerusform>
            <numerusform>طلبان اليوم بلا سعر معروف</numerusform>
            <numerusform>%Ln طلبات اليوم بلا سعر معروف</numerusform>
            <numerusform>%Ln طلبًا اليوم بلا سعر معروف</numerusform>
            <numerusform>%Ln طلب اليوم بلا سعر معروف</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the spend</source>
        <translation>عرض الإنفاق</translation>
    </message>
    <message>
        <source>Bodies: full</source>
        <translation>المحتوى: كامل</translation>
    </message>
    <message>
        <source>Bodies: redacted</source>
        <translation>المحتوى: محجوب</translation>
    </message>
    <message>
        <source>Bodies: off</source>
        <translation>المحتوى: لا يُسجَّل</translation>
    </message>
    <message>
        <source>What the log keeps of requests and answers</source>
        <translation>ما يحفظه السجل من الطلبات والردود</translation>
    </message>
    <message>
        <source>Copy the address: %1</source>
        <translation>نسخ العنوان: %1</translation>
    </message>
</context>
<context>
    <name>sb::ui::SystemPromptDialog</name>
    <message>
        <source>System prompt</source>
        <translation>تعليمات النظام</translation>
    </message>
    <message>
        <source>What every lane is told before the conversation. Leave it empty for none.</source>
        <translation>ما يتلقاه كل عمود قبل المحادثة. اتركه فارغًا إن لم ترد شيئًا.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>استخدام</translation>
    </message>
    <message>
        <source>The text has %1 characters; at most %2 fit. Nothing is lost.</source>
        <translation>عدد الأحرف %1، والحد الأقصى %2. لم يُفقد شيء.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TargetField</name>
    <message>
        <source>Choose a model, or write provider/model.</source>
        <translation>اختر نموذجًا، أو اكتب provider/model.</translation>
    </message>
    <message numerus="yes">
        <source>The name is too long: use at most %Ln characters.</source>
        <translation>
            <numerusform>الاسم طويل جدًا.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم حرفًا واحدًا على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم حرفين على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln أحرف على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln حرفًا على الأكثر.</numerusform>
            <numerusform>الاسم طويل جدًا: استخدم %Ln حرف على الأكثر.</numerusform>
        </translation>
    </message>
    <message>
        <source>A model&apos;s name has no spaces, line breaks or invisible characters.</source>
        <translation>لا مسافات في اسم النموذج ولا فواصل أسطر ولا أحرف مخفية.</translation>
    </message>
    <message>
        <source>Write provider/model, as in openai/gpt-4o.</source>
        <translation>اكتب provider/model، مثل openai/gpt-4o.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TextEdit</name>
    <message>
        <source>The text has %1 characters; at most %2 fit. Nothing was pasted.</source>
        <translation>عدد أحرف النص %1، والحد الأقصى %2. لم يُلصق شيء.</translation>
    </message>
</context>
<context>
    <name>sb::ui::TimeLimits</name>
    <message>
        <source>Connect</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation>انتظار اتصال متاح</translation>
    </message>
    <message>
        <source>Hold the answer</source>
        <translation>حجز بداية الرد</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>أول رمز</translation>
    </message>
    <message>
        <source>Between tokens</source>
        <translation>بين الرموز</translation>
    </message>
    <message>
        <source>Whole request</source>
        <translation>الطلب بأكمله</translation>
    </message>
</context>
<context>
    <name>sb::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
</context>
<context>
    <name>sb::ui::Tray</name>
    <message>
        <source>Show Signalbox</source>
        <translation>إظهار Signalbox</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Signalbox: running</source>
        <translation>‏Signalbox: يعمل</translation>
    </message>
    <message>
        <source>Signalbox: stopped</source>
        <translation>‏Signalbox: متوقف</translation>
    </message>
    <message>
        <source>Signalbox: disconnected</source>
        <translation>‏Signalbox: غير متصل</translation>
    </message>
</context>
<context>
    <name>sb::ui::TrialPanel</name>
    <message>
        <source>Through the proxy %1</source>
        <translation>عبر الوكيل %1</translation>
    </message>
    <message>
        <source>Direct, without a proxy</source>
        <translation>مباشر، دون وكيل</translation>
    </message>
    <message>
        <source>Direct, to %1</source>
        <translation>مباشر، إلى %1</translation>
    </message>
    <message>
        <source>None: plain HTTP</source>
        <translation>بلا شهادة: HTTP عادي</translation>
    </message>
    <message>
        <source>Checked, for %1</source>
        <translation>تم التحقق منها، لـ %1</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>لم تُفحص</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>اختبار من جديد</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>جارٍ الاختبار…</translation>
    </message>
    <message>
        <source>asking for the list of models</source>
        <translation>جارٍ طلب قائمة النماذج</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>لم يُختبر</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>لا يعمل</translation>
    </message>
    <message>
        <source>tested %1 in %2</source>
        <translation>اختُبر %1 خلال %2</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>الشهادة</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Needed, but there is none</source>
        <translation>مطلوب لكنه غير موجود</translation>
    </message>
    <message>
        <source>None needed</source>
        <translation>لا يلزم</translation>
    </message>
    <message>
        <source>%1 was rejected (%2)</source>
        <translation>رُفض %1 (%2)</translation>
    </message>
    <message>
        <source>%1 was accepted</source>
        <translation>قُبل %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln models listed</source>
        <translation>
            <numerusform>لا نماذج في القائمة</numerusform>
            <numerusform>نموذج واحد في القائمة</numerusform>
            <numerusform>نموذجان في القائمة</numerusform>
            <numerusform>%Ln نماذج في القائمة</numerusform>
            <numerusform>%Ln نموذجًا في القائمة</numerusform>
            <numerusform>%Ln نموذج في القائمة</numerusform>
        </translation>
    </message>
    <message>
        <source>No list of models (%1)</source>
        <translation>لا قائمة نماذج (%1)</translation>
    </message>
    <message>
        <source>%1, among them %2</source>
        <translation>%1، مثل %2</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
</context>
<context>
    <name>sb::ui::VoteBar</name>
    <message>
        <source>Which is better?</source>
        <translation>أيها أفضل؟</translation>
    </message>
    <message>
        <source>Stored with the requests</source>
        <translation>محفوظ مع الطلبات</translation>
    </message>
    <message>
        <source>Diff A and B</source>
        <translation>مقارنة A وB</translation>
    </message>
    <message>
        <source>Diff two lanes</source>
        <translation>مقارنة عمودين</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>تعادل</translation>
    </message>
    <message>
        <source>All bad</source>
        <translation>كلها سيئة</translation>
    </message>
    <message>
        <source>Lane %1 is better</source>
        <translation>العمود %1 أفضل</translation>
    </message>
</context>
<context>
    <name>sb::ui::WaitingPanel</name>
    <message>
        <source>Reached Signalbox</source>
        <translation>وصل إلى Signalbox</translation>
    </message>
    <message>
        <source>The provider answered</source>
        <translation>رد المزوّد</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>رد %1</translation>
    </message>
    <message>
        <source>Logged: %1</source>
        <translation>سُجّل: %1</translation>
    </message>
    <message>
        <source>Logged with its price</source>
        <translation>سُجّل مع سعره</translation>
    </message>
    <message>
        <source>Received. It works.</source>
        <translation>وصل الطلب. كل شيء يعمل.</translation>
    </message>
    <message>
        <source>It arrived, but failed</source>
        <translation>وصل الطلب، لكنه فشل</translation>
    </message>
    <message>
        <source>Waiting for the first request…</source>
        <translation>في انتظار الطلب الأول…</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>‏⁨%1⁩ · ⁨%2⁩</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>الاستماع على %1</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>فتح في السجل</translation>
    </message>
    <message>
        <source>Waiting for a request with key %1…</source>
        <translation>بانتظار طلب بالمفتاح %1…</translation>
    </message>
</context>
<context>
    <name>sb::ui::Waterfall</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ملي ث</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>لا رموز</numerusform>
            <numerusform>رمز واحد</numerusform>
            <numerusform>رمزان</numerusform>
            <numerusform>%Ln رموز</numerusform>
            <numerusform>%Ln رمزًا</numerusform>
            <numerusform>%Ln رمز</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 tok/s</source>
        <translation>%1، %2 رمز/ث</translation>
    </message>
    <message>
        <source>first token %1</source>
        <translation>أول رمز: %1</translation>
    </message>
    <message>
        <source>key, limits, route: %1</source>
        <translation>المفتاح والحدود والمسار: %1</translation>
    </message>
    <message>
        <source>Attempts over time</source>
        <translation>المحاولات عبر الزمن</translation>
    </message>
</context>
<context>
    <name>sb::ui::YamlView</name>
    <message>
        <source>Configuration as YAML</source>
        <translation>التهيئة بصيغة YAML</translation>
    </message>
    <message>
        <source>Problems in the text</source>
        <translation>الأخطاء في النص</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>السطر %1: %2</translation>
    </message>
</context>
</TS>
