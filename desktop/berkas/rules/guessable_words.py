"""What people choose first when they are asked for a password: words, names, keyboard rows, in Indonesian and
English. Written by hand for this program; facts, nobody's property. Values only; imports nothing.

`passwords` looks for these inside a typed password together with their usual decorations (numbers, years,
repeats, letters replaced by figures). That covers far more than the 3,000 commonest passwords of at least
`passwords.LEAST` characters that ASVS 5.0 V6.2.4 asks for; a test counts them.
"""

_ROWS = """
qwertyuiop qwertyuio qwertyui qwertyu qwerty qwert asdfghjkl asdfghjk asdfgh asdfg asdf zxcvbnm zxcvbn zxcvb
zxcv qazwsxedcrfvtgb qazwsxedcrfv qazwsxedc qazwsx qaz wsx edc rfv 1qaz2wsx3edc4rfv 1qaz2wsx3edc 1qaz2wsx
1qaz xsw2 zaq12wsx zaq1xsw2 zaq1 q1w2e3r4t5y6 q1w2e3r4t5 q1w2e3r4 q1w2e3 1q2w3e4r5t6y 1q2w3e4r5t 1q2w3e4r
1q2w3e a1b2c3d4e5f6 a1b2c3d4 a1b2c3 abcdefghijklmnop abcdefghijkl abcdefghij abcdefgh abcdefg abcdef abcde
abcd abc aabbcc aaabbbccc poiuytrewq lkjhgfdsa mnbvcxz azerty dvorak qwe asd zxc ytrewq
"""

_ENGLISH = """
password passw0rd passwd passcode passphrase secret welcome letmein login signin admin administrator root
superuser user guest test testing tester default changeme change temp temporary sample demo example master
manager system server computer laptop internet windows microsoft google facebook instagram youtube twitter
whatsapp telegram samsung iphone android apple nokia oppo xiaomi netflix amazon linkedin yahoo gmail hotmail
outlook office excel dragon monkey tiger lion eagle phoenix shadow sunshine moonlight starlight princess
prince queen king angel angels baby babygirl babyboy lovely love loveme lover iloveyou ilovegod iloveu
forever friends friendship family mother father brother sister daddy mommy honey sweet sweetheart beautiful
handsome flower butterfly rainbow chocolate cookie banana orange cherry strawberry summer winter spring
autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december football soccer baseball basketball hockey tennis volleyball
badminton liverpool chelsea arsenal manchester united barcelona realmadrid madrid juventus milan ronaldo
messi neymar jordan michael michelle jessica jennifer daniel david robert thomas anthony andrew joshua
matthew charlie ashley amanda nicole samantha hannah superman batman spiderman ironman hulk thor avengers
marvel pokemon pikachu naruto sasuke onepiece doraemon goku starwars matrix hello hellokitty whatever
nothing something trustno freedom liberty justice victory success winner champion fighter soldier hunter
ranger killer hacker security secure safety private access account money dollar million business company
service support network database backup monitor keyboard mouse printer scanner router wireless bluetooth
music guitar piano drummer singer player gamer minecraft roblox mobilelegend mobilelegends freefire pubg
dota valorant fortnite jesus christ jesuschrist godisgood blessed heaven bible church diamond silver golden
platinum crystal purple yellow green black white blue pink red qwerty correct horse battery staple
"""

_INDONESIAN = """
sandi katasandi sandiku kunci rahasia rahasiaku masuk pengguna pemakai petugas pegawai karyawan pimpinan
kepala kantor kantorku ruang ruangan komputer berkas dokumen arsip data layanan pelayanan publik bantuan
hukum pengaduan pengacara advokat lapas rutan bapas penjara tahanan narapidana pemasyarakatan imigrasi
kementerian kemenkum kemenkumham kemenham kanwil wilayah provinsi kabupaten kecamatan kelurahan desa negara
pemerintah presiden gubernur bupati walikota camat lurah polisi polri tentara jaksa hakim mahkamah
pengadilan republik indonesia indonesiaku indonesiaraya merdeka pancasila garuda nusantara bhinneka
merahputih proklamasi soekarno sukarno hatta jokowi prabowo gibran jakarta bandung surabaya semarang
yogyakarta jogja jogjakarta medan palembang makassar denpasar malang bogor depok bekasi tangerang banten
padang pekanbaru batam jambi bengkulu lampung bangka belitung bangkabelitung babel pangkalpinang pontianak
banjarmasin samarinda balikpapan manado palu kendari gorontalo ambon ternate jayapura papua sumatera sumatra
jawa kalimantan sulawesi bali lombok sunda maluku aceh minang batak melayu betawi bismillah bismillahi
alhamdulillah assalamualaikum astagfirullah astaghfirullah subhanallah allahuakbar allah allahswt muhammad
insyaallah insyaalloh masyaallah tawakal sabar ikhlas syukur sholat shalat puasa ramadhan ramadan lebaran
idulfitri natal yesus yesuskristus tuhan tuhanyesus haleluya puji amin cinta cintaku cintakamu akucinta
akucintakamu sayang sayangku sayangkamu akusayangkamu rindu kangen kekasih pacar pacarku suami suamiku istri
istriku mama papa mamapapa ayah ayahku ibuku bunda bundaku anak anakku adik kakak abang nenek kakek keluarga
keluargaku bahagia bahagiaselalu selalu selamanya semangat sukses sehat sejahtera damai bersama bersatu
juara jaya maju mantap keren ganteng cantik manis imut lucu gila bodoh jelek kamu kamuku dia aku diriku
hidup hidupku matahari bulan bintang langit bumi laut gunung sungai hujan angin api pelangi bunga mawar
melati anggrek kupukupu kucing anjing kelinci burung ikan harimau macan singa gajah naga kuda kancil komodo
persib persija persebaya arema pssi timnas bobotoh jakmania sepakbola bola bulutangkis badminton futsal
basket kopi kopihitam teh susu nasi nasigoreng rendang sate bakso indomie mie ayam sambal pempek martabak
coklat jeruk mangga apel pisang semangka durian senin selasa rabu kamis jumat sabtu minggu januari februari
maret mei juni juli agustus oktober desember satu dua tiga empat lima enam tujuh delapan sembilan sepuluh
seribu sejuta selamat selamatpagi selamatdatang pagi siang sore malam terima kasih terimakasih apakabar
gajian uang rupiah kaya emas perak motor mobil honda yamaha suzuki toyota avanza mio vario beat ninja
mahasiswa sekolah kuliah kampus guru murid siswa dosen alfa bravo telkomsel indosat pertamina mandiri
kemerdekaan sumpahpemuda reformasi andi budi agus bambang slamet joko wahyu hendra rudi dedi dewi siti nur
nurul fitri lestari wati ayu putri putra rahmat hidayat ahmad abdul abdullah ibrahim ismail yusuf ali hasan
husein fatimah aisyah khadijah maryam zahra rizki rizky dimas bayu fajar galih gilang ilham irfan ridwan
taufik yoga yudi wulan ratna sari indah kartika mega tes coba cobacoba percobaan sementara contoh bawaan
ganti gantisandi ubah gantikatasandi lupa lupasandi jangan janganlupa tidaktahu entah bebas terserah gampang
mudah
"""

WORDS: tuple[str, ...] = tuple(
    sorted({*_ROWS.split(), *_ENGLISH.split(), *_INDONESIAN.split()}, key=lambda word: (-len(word), word))
)
"""The longest first, so that a whole word is found before its beginning."""
