//! Sealed files: encrypted with a passphrase in the age format (age-encryption.org/v1), which other age programs open.
//!
//! A passphrase is stretched by scrypt before it opens or seals anything, which takes about a second and 256 MB: whoever
//! has the file must pay that for every guess, and so must we, once for each file. So a [`SealKey`] remembers what it has
//! stretched, and can stretch for the next saving ahead of time, on a thread of its own.

use std::{
    fmt,
    io::{self, Read as _, Write as _},
    iter,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use age::{
    DecryptError, Decryptor, EncryptError, Encryptor, Identity, Recipient, scrypt,
    secrecy::{ExposeSecret as _, SecretString},
};
use age_core::format::{FileKey, Stanza};
use unicode_normalization::UnicodeNormalization as _;

use super::load::MAX_BYTES;

/// The work factor of what is written: scrypt with N = 2^18, r = 8, p = 1. It is what the age program itself writes, so
/// that nobody is surprised; it is four times what is advised for logging in, and takes about a second and 256 MB on an
/// office machine, which can be waited for once a file. It is fixed, rather than measured, so that a slow or busy machine
/// never writes a file that is cheaper to guess at.
const WORK: u8 = 18;

/// The most that is done to open a file: 2^20, about four seconds and 1 GB. A file that asks for more was not made for
/// this machine, or was made to keep it busy.
pub const MAX_WORK: u8 = 20;

/// The fewest characters of a new passphrase.
pub const MIN_PASSPHRASE: usize = 8;

/// How many stretched passphrases are remembered.
const MAX_KNOWN: usize = 16;

/// What every age file begins with, whatever its version.
const BEGINS: &[u8] = b"age-encryption.org/";

/// What an age file begins with that was made to be sent as text.
const BEGINS_ARMOURED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Why a sealed file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealProblem {
    /// Nobody said the passphrase.
    NoPassphrase,
    /// It is another passphrase, or the few bytes that it opens were damaged: nobody can know.
    WrongPassphrase,
    /// It was sealed for the holders of certain keys, and not with a passphrase.
    OtherRecipients,
    /// Opening it would take too much time and memory.
    TooMuchWork {
        /// The work factor it asks for, as a power of two.
        needed: u8,
        /// The most that is done.
        max: u8,
    },
    /// It is of a version of the format that this program does not know.
    UnknownVersion,
    /// It is in the form that can be sent as text.
    Armoured,
    /// The passphrase is right, but the file was cut short or changed since.
    Damaged,
}

/// Why a text can be no new passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitPassphrase {
    /// It is too short.
    TooShort,
    /// It begins or ends with a space, which nobody sees.
    Edges,
    /// It has a line break or another sign that cannot be typed.
    Control,
}

/// A passphrase. It is wiped from memory when it is let go of, and never printed.
#[derive(Clone)]
pub struct Passphrase {
    composed: SecretString,
    /// As it was given, where composing changed it.
    given: Option<SecretString>,
}

impl Passphrase {
    /// A passphrase that opens a file. Nothing is trimmed off it.
    ///
    /// Its signs are composed (Unicode's form C): what keyboards and input methods write is composed already, so it stays
    /// what other age programs would read from the same keys; what was pasted from elsewhere may be taken apart, and
    /// would be another passphrase that looks the same. A file that was sealed elsewhere with such a one still opens.
    pub fn given(text: &str) -> Self {
        let composed: String = text.nfc().collect();
        let given = (composed != text).then(|| text.to_owned().into());
        Self { composed: composed.into(), given }
    }

    /// A new passphrase.
    ///
    /// # Errors
    /// When nobody could be sure to type it again.
    pub fn new(text: &str) -> Result<Self, UnfitPassphrase> {
        let given = Self::given(text);
        let composed = given.composed.expose_secret();
        if composed.chars().any(char::is_control) {
            Err(UnfitPassphrase::Control)
        } else if composed.trim() != composed {
            Err(UnfitPassphrase::Edges)
        } else if composed.chars().count() < MIN_PASSPHRASE {
            Err(UnfitPassphrase::TooShort)
        } else {
            Ok(Self { composed: given.composed, given: None })
        }
    }

    /// Whether two are the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.composed.expose_secret() == other.composed.expose_secret()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What opens and seals the files of a workbook: its passphrase, with what it was stretched to so far. Clones share it.
#[derive(Clone)]
pub struct SealKey(Arc<Inner>);

struct Inner {
    passphrase: SecretString,
    work: u8,
    /// What files' headers were found to hold, the latest last.
    known: Mutex<Vec<(Stanza, FileKey)>>,
    ahead: Mutex<Ahead>,
    made: Condvar,
}

/// What was stretched ahead of time.
#[derive(Default)]
struct Ahead {
    ready: Vec<Encryptor>,
    /// How many are being made.
    making: usize,
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey")
    }
}

impl SealKey {
    /// What seals with a new passphrase. Nothing is stretched yet.
    pub fn new(passphrase: Passphrase) -> Self {
        Self::with_work(passphrase.composed, WORK)
    }

    fn with_work(passphrase: SecretString, work: u8) -> Self {
        let (known, ahead, made) = (Mutex::default(), Mutex::default(), Condvar::new());
        Self(Arc::new(Inner { passphrase, work, known, ahead, made }))
    }

    /// What opens a file, found out by opening it. This takes a second, or several. A file that is damaged may still come
    /// with what its passphrase opens beside it.
    ///
    /// # Errors
    /// When it is another passphrase, or no passphrase would open the file.
    pub fn unlock(passphrase: &Passphrase, sealed: &[u8]) -> Result<Self, SealProblem> {
        let try_with = |passphrase: &SecretString| {
            let key = Self::with_work(passphrase.clone(), WORK);
            match key.open(sealed) {
                Ok(_) | Err(SealProblem::Damaged) => Ok(key),
                Err(problem) => Err(problem),
            }
        };
        match (try_with(&passphrase.composed), &passphrase.given) {
            (Err(SealProblem::WrongPassphrase), Some(given)) => try_with(given),
            (tried, _) => tried,
        }
    }

    /// Whether this is the passphrase.
    pub fn is(&self, passphrase: &Passphrase) -> bool {
        let ours = self.0.passphrase.expose_secret();
        iter::once(&passphrase.composed).chain(&passphrase.given).any(|other| other.expose_secret() == ours)
    }

    /// What a sealed file holds. Of one that is larger than a workbook may be, a byte more than that.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealProblem> {
        open(sealed, &Opener { key: &self.0, may_stretch: true })
    }

    /// The same, if that takes no stretching.
    pub fn open_known(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        open(sealed, &Opener { key: &self.0, may_stretch: false }).ok()
    }

    /// Whether a file opens without stretching, or not at all.
    pub fn knows(&self, sealed: &[u8]) -> bool {
        !is_sealed(sealed) || self.0.known().iter().any(|(stanza, _)| contains(sealed, stanza))
    }

    /// What can still be read of a damaged file: everything before the damage, each piece of it verified.
    pub(super) fn open_prefix(&self, sealed: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        let identity = Opener { key: &self.0, may_stretch: true };
        let reader = Decryptor::new_buffered(sealed).and_then(|file| file.decrypt(iter::once(&identity as _)));
        if let Ok(reader) = reader {
            // What was read before the damage stays.
            let _ = reader.take(MAX_BYTES).read_to_end(&mut plain);
        }
        plain
    }

    /// Seals a file, with what was stretched ahead where there is something.
    ///
    /// # Errors
    /// When there is not enough memory to stretch the passphrase.
    pub fn seal(&self, plain: &[u8]) -> io::Result<Vec<u8>> {
        write(self.take_encryptor()?, plain)
    }

    /// Seals a file, and leaves what was stretched ahead to others.
    pub(super) fn seal_apart(&self, plain: &[u8]) -> io::Result<Vec<u8>> {
        write(self.0.encryptor()?, plain)
    }

    /// Stretches ahead, on threads of its own, until this many files can be sealed at once.
    pub fn prepare(&self, files: usize) {
        let mut ahead = self.0.ahead();
        while ahead.ready.len() + ahead.making < files {
            let key = Arc::clone(&self.0);
            let make = move || {
                let made = key.encryptor();
                let mut ahead = key.ahead();
                ahead.making -= 1;
                ahead.ready.extend(made.ok());
                key.made.notify_all();
            };
            if thread::Builder::new().name("seal".to_owned()).spawn(make).is_err() {
                // Whoever seals next stretches then.
                return;
            }
            ahead.making += 1;
        }
    }

    /// Waits until nothing is being stretched ahead any more.
    pub fn wait(&self) {
        let mut ahead = self.0.ahead();
        while ahead.making > 0 {
            ahead = self.0.made.wait(ahead).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether this many files can be sealed without waiting.
    pub fn is_prepared(&self, files: usize) -> bool {
        self.0.ahead().ready.len() >= files
    }

    fn take_encryptor(&self) -> io::Result<Encryptor> {
        let mut ahead = self.0.ahead();
        while ahead.ready.is_empty() && ahead.making > 0 {
            ahead = self.0.made.wait(ahead).unwrap_or_else(PoisonError::into_inner);
        }
        match ahead.ready.pop() {
            Some(encryptor) => Ok(encryptor),
            None => {
                drop(ahead);
                self.0.encryptor()
            }
        }
    }
}

impl Inner {
    fn known(&self) -> MutexGuard<'_, Vec<(Stanza, FileKey)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ahead(&self) -> MutexGuard<'_, Ahead> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn encryptor(&self) -> io::Result<Encryptor> {
        Encryptor::with_recipients(iter::once(self as &dyn Recipient)).map_err(io::Error::other)
    }

    fn remember(&self, stanza: &Stanza, key: &FileKey) {
        let stanza = Stanza { tag: stanza.tag.clone(), args: stanza.args.clone(), body: stanza.body.clone() };
        let mut known = self.known();
        if known.len() == MAX_KNOWN {
            known.remove(0);
        }
        known.push((stanza, copy(key)));
    }
}

/// Sealing: a file's own key is wrapped by the stretched passphrase, and remembered, so that what we wrote opens at once.
impl Recipient for Inner {
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, std::collections::HashSet<String>), EncryptError> {
        let mut recipient = scrypt::Recipient::new(self.passphrase.clone());
        recipient.set_work_factor(self.work);
        let (stanzas, labels) = recipient.wrap_file_key(file_key)?;
        stanzas.iter().for_each(|stanza| self.remember(stanza, file_key));
        Ok((stanzas, labels))
    }
}

/// Opening: what was stretched before is not stretched again.
struct Opener<'a> {
    key: &'a Inner,
    may_stretch: bool,
}

impl Identity for Opener<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        if let Some((_, key)) = self.key.known().iter().find(|(known, _)| known == stanza) {
            return Some(Ok(copy(key)));
        }
        if !self.may_stretch {
            return None;
        }
        let mut identity = scrypt::Identity::new(self.key.passphrase.clone());
        identity.set_max_work_factor(MAX_WORK);
        let unwrapped = identity.unwrap_stanza(stanza);
        if let Some(Ok(key)) = &unwrapped {
            self.key.remember(stanza, key);
        }
        unwrapped
    }
}

fn copy(key: &FileKey) -> FileKey {
    FileKey::init_with_mut(|copy| copy.copy_from_slice(key.expose_secret()))
}

/// Whether a file's header is the one of this stanza.
fn contains(sealed: &[u8], stanza: &Stanza) -> bool {
    struct Only<'a>(&'a Stanza);
    impl Identity for Only<'_> {
        fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
            (stanza == self.0).then_some(Err(DecryptError::KeyDecryptionFailed))
        }
    }
    let found = Decryptor::new_buffered(sealed).map(|file| file.decrypt(iter::once(&Only(stanza) as _)));
    matches!(found, Ok(Err(DecryptError::KeyDecryptionFailed)))
}

/// Whether these are the bytes of a file that was sealed, by whatever program.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINS) || bytes.starts_with(BEGINS_ARMOURED)
}

fn open(sealed: &[u8], identity: &dyn Identity) -> Result<Vec<u8>, SealProblem> {
    if sealed.starts_with(BEGINS_ARMOURED) {
        return Err(SealProblem::Armoured);
    }
    let file = Decryptor::new_buffered(sealed).map_err(problem)?;
    if !file.is_scrypt() {
        return Err(SealProblem::OtherRecipients);
    }
    read_all(file, identity)
}

/// What keeps a sealed file from being read as long as nobody says the passphrase: that, or that none would help.
pub fn closed(sealed: &[u8]) -> SealProblem {
    /// Refuses what an [`Opener`] would refuse, whatever the passphrase.
    struct Probe;
    impl Identity for Probe {
        fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
            let needed = stanza.args.get(1)?.parse().ok()?;
            (needed > MAX_WORK).then_some(Err(DecryptError::ExcessiveWork { required: needed, target: MAX_WORK }))
        }
    }
    match open(sealed, &Probe) {
        // That is the probe, which opens nothing.
        Err(SealProblem::OtherRecipients) if is_for_passphrase(sealed) => SealProblem::NoPassphrase,
        Err(problem) => problem,
        Ok(_) => SealProblem::NoPassphrase,
    }
}

fn is_for_passphrase(sealed: &[u8]) -> bool {
    Decryptor::new_buffered(sealed).is_ok_and(|file| file.is_scrypt())
}

/// What a file holds that was sealed for a key of the program's own making.
pub(super) fn open_for(sealed: &[u8], identity: &age::x25519::Identity) -> Result<Vec<u8>, SealProblem> {
    read_all(Decryptor::new_buffered(sealed).map_err(problem)?, identity)
}

/// Seals a file for a key of the program's own making.
pub(super) fn seal_for(recipient: &age::x25519::Recipient, plain: &[u8]) -> io::Result<Vec<u8>> {
    let encryptor = Encryptor::with_recipients(iter::once(recipient as _)).map_err(io::Error::other)?;
    write(encryptor, plain)
}

fn read_all(file: Decryptor<&[u8]>, identity: &dyn Identity) -> Result<Vec<u8>, SealProblem> {
    let reader = file.decrypt(iter::once(identity)).map_err(problem)?;
    let mut plain = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut plain).map_err(|_| SealProblem::Damaged)?;
    Ok(plain)
}

fn write(encryptor: Encryptor, plain: &[u8]) -> io::Result<Vec<u8>> {
    /// A header, and what each piece of 64 KiB is longer by.
    const HEADER: usize = 512;
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 4096 + HEADER);
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

fn problem(error: DecryptError) -> SealProblem {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => SealProblem::WrongPassphrase,
        DecryptError::ExcessiveWork { required, target: _ } => {
            SealProblem::TooMuchWork { needed: required, max: MAX_WORK }
        }
        DecryptError::NoMatchingKeys => SealProblem::OtherRecipients,
        DecryptError::UnknownFormat => SealProblem::UnknownVersion,
        // The header or its seal is not whole, or the file ends within it.
        _ => SealProblem::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Cheap to stretch: only what is tested here.
    const CHEAP: u8 = 2;

    fn cheap(passphrase: &str) -> SealKey {
        SealKey::with_work(Passphrase::given(passphrase).composed, CHEAP)
    }

    fn key() -> SealKey {
        cheap("correct horse battery staple")
    }

    /// Opens by the passphrase alone, as another start of the program would.
    fn afresh(sealed: &[u8]) -> Result<Vec<u8>, SealProblem> {
        key().open(sealed)
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_as_it_was(plain: Vec<u8>, passphrase: String) {
            let key = cheap(&passphrase);
            let sealed = key.seal(&plain).unwrap();
            prop_assert!(is_sealed(&sealed));
            prop_assert_eq!(key.open_known(&sealed), Some(plain.clone()));
            prop_assert_eq!(cheap(&passphrase).open(&sealed), Ok(plain));
        }

        #[test]
        fn a_changed_bit_never_opens_and_never_panics(place: prop::sample::Index, bit in 0..8_u32) {
            let mut sealed = key().seal(b"workbook").unwrap();
            let place = place.index(sealed.len());
            sealed[place] ^= 1 << bit;
            prop_assert!(afresh(&sealed).is_err());
        }
    }

    #[test]
    fn whatever_is_cut_off_or_added_is_noticed() {
        const CHUNK: usize = 64 << 10;
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let plain = vec![7; length];
            let sealed = key().seal(&plain).unwrap();
            assert_eq!(afresh(&sealed), Ok(plain));
            assert_eq!(afresh(&[sealed.as_slice(), b"x"].concat()), Err(SealProblem::Damaged), "{length}");
            let twice = [sealed.as_slice(), sealed.as_slice()].concat();
            assert_eq!(afresh(&twice), Err(SealProblem::Damaged), "{length}");
            for cut in
                [1, 15, 16, 17, CHUNK, CHUNK + 16, sealed.len() / 2].into_iter().filter(|cut| *cut < sealed.len())
            {
                assert_eq!(afresh(&sealed[..sealed.len() - cut]), Err(SealProblem::Damaged), "{length} {cut}");
            }
        }
    }

    #[test]
    fn what_stands_before_the_damage_can_be_had() {
        const CHUNK: usize = 64 << 10;
        let plain: Vec<u8> = (0..3 * CHUNK).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let mut sealed = key().seal(&plain).unwrap();
        let place = sealed.len() - CHUNK - 100;
        sealed[place] ^= 1;
        assert_eq!(afresh(&sealed), Err(SealProblem::Damaged));
        assert_eq!(key().open_prefix(&sealed), plain[..CHUNK]);
        assert!(cheap("another").open_prefix(&sealed).is_empty());
    }

    #[test]
    fn another_passphrase_other_recipients_and_too_much_work_are_told_apart() {
        let sealed = key().seal(b"workbook").unwrap();
        assert_eq!(cheap("correct horse battery stapl").open(&sealed), Err(SealProblem::WrongPassphrase));
        assert_eq!(cheap("").open(&sealed), Err(SealProblem::WrongPassphrase));
        let foreign = seal_for(&age::x25519::Identity::generate().to_public(), b"x").unwrap();
        assert_eq!(afresh(&foreign), Err(SealProblem::OtherRecipients));
        let text = |from: &str, to: &str| {
            let at = sealed.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
            [&sealed[..at], to.as_bytes(), &sealed[at + from.len()..]].concat()
        };
        for needed in [MAX_WORK + 1, 40, 63] {
            // The salt is 22 characters of base64.
            let at = sealed.windows(7).position(|window| window == b"scrypt ").unwrap() + 7 + 22;
            let hostile = [&sealed[..at], format!(" {needed}\n").as_bytes(), &sealed[at + 3..]].concat();
            assert_eq!(afresh(&hostile), Err(SealProblem::TooMuchWork { needed, max: MAX_WORK }));
            assert_eq!(closed(&hostile), SealProblem::TooMuchWork { needed, max: MAX_WORK });
        }
        assert_eq!(closed(&sealed), SealProblem::NoPassphrase);
        assert_eq!(closed(&foreign), SealProblem::OtherRecipients);
        assert_eq!(closed(&text("/v1\n", "/v2\n")), SealProblem::UnknownVersion);
        assert_eq!(closed(&sealed[..40]), SealProblem::Damaged);
        assert_eq!(afresh(&text("/v1\n", "/v2\n")), Err(SealProblem::UnknownVersion));
        assert_eq!(afresh(b"-----BEGIN AGE ENCRYPTED FILE-----\n"), Err(SealProblem::Armoured));
        for rest in ["", "v1", "v1\n", "v1\n-> scrypt", "v1\n--- \n"] {
            let cut = format!("age-encryption.org/{rest}");
            assert!(
                matches!(afresh(cut.as_bytes()), Err(SealProblem::Damaged | SealProblem::UnknownVersion)),
                "{rest}"
            );
        }
    }

    #[test]
    fn what_looks_the_same_is_the_same_passphrase() {
        let (composed, apart) = ("d\u{e9}j\u{e0} vu 客户", "de\u{301}ja\u{300} vu 客户");
        let sealed = cheap(composed).seal(b"x").unwrap();
        assert!(SealKey::unlock(&Passphrase::given(apart), &sealed).is_ok());
        // Sealed elsewhere, by a program that took it as it was.
        let elsewhere = SealKey::with_work(apart.to_owned().into(), CHEAP).seal(b"x").unwrap();
        let key = SealKey::unlock(&Passphrase::given(apart), &elsewhere).unwrap();
        assert!(key.is(&Passphrase::given(apart)) && !key.is(&Passphrase::given(composed)));
        assert!(SealKey::unlock(&Passphrase::given(composed), &elsewhere).is_err());
        // Nothing is trimmed.
        assert!(SealKey::unlock(&Passphrase::given(&format!("{composed} ")), &sealed).is_err());
    }

    #[test]
    fn a_passphrase_that_nobody_could_type_again_is_not_taken() {
        for (text, unfit) in [
            ("", UnfitPassphrase::TooShort),
            ("七个字的口令呀", UnfitPassphrase::TooShort),
            (" eight characters", UnfitPassphrase::Edges),
            ("eight characters\u{3000}", UnfitPassphrase::Edges),
            ("eight\ncharacters", UnfitPassphrase::Control),
            ("eight characters\n", UnfitPassphrase::Control),
        ] {
            assert_eq!(Passphrase::new(text).unwrap_err(), unfit, "{text:?}");
        }
        assert!(Passphrase::new("八个字的口令够了").is_ok());
        assert!(Passphrase::new("with  spaces inside").is_ok());
        assert_eq!(format!("{:?}", Passphrase::given("secret")), "Passphrase");
        assert_eq!(format!("{:?}", cheap("secret")), "SealKey");
    }

    #[test]
    fn what_is_written_has_the_work_factor_that_is_written_down() {
        let sealed = SealKey::new(Passphrase::given("x")).seal(b"").unwrap();
        let header = String::from_utf8_lossy(&sealed);
        let stanza = header.lines().nth(1).unwrap();
        assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(" 18"), "{stanza}");
    }

    #[test]
    fn what_was_prepared_is_used_once() {
        let key = key();
        key.prepare(2);
        key.wait();
        assert!(key.is_prepared(2));
        let [one, two] = [key.seal(b"x").unwrap(), key.seal(b"x").unwrap()];
        assert_ne!(one, two);
        assert!(!key.is_prepared(1) && key.knows(&one) && key.knows(&two) && key.knows(b"plain"));
        assert!(!self::key().knows(&one));
    }
}
